"""What is reserved for whoever signs in is so for those who work with it, not in another portal."""

from django.conf import settings
from django.http import Http404
from wagtail.models import BaseViewRestriction

from .scope import scope_of


def reserve_pages(callback):
    """For the hook that serves a page: asks after Wagtail, which lets any account in."""

    def serve(page, request, args, kwargs):
        # Who has no session is nobody, and their page may be shared: nothing is asked for them.
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and _is_for_others(page.get_view_restrictions(), page, request):
            # Here, because Wagtail's hooks are registered with this import, and go after ours.
            from wagtail.wagtail_hooks import require_wagtail_login

            return require_wagtail_login(next=request.get_full_path())
        return callback(page, request, args, kwargs)

    return serve


def reserve_documents(document, request):
    """For the hook before a document is served. Raises ``Http404`` for people of elsewhere."""
    if _is_for_others(document.collection.get_view_restrictions(), document, request):
        raise Http404


def _is_for_others(restrictions, instance, request):
    for_staff = BaseViewRestriction.LOGIN
    is_for_staff = any(found.restriction_type == for_staff for found in restrictions)
    return is_for_staff and not scope_of(request.user).sees(instance)
