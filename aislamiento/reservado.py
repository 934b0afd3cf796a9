"""What is reserved for whoever signs in is so for those who work in its portal, not in another."""

from django.conf import settings
from django.http import Http404
from wagtail.models import BaseViewRestriction

from base.tree import in_tree_of

from .offered_files import portal_of_collection
from .scope import scope_of


def reserve_pages(callback):
    """For the hook that serves a page: asks after Wagtail, which lets any account in."""

    def serve(page, request, args, kwargs):
        # Who has no session is nobody, and their page may be shared: nothing is asked for them.
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and _is_for_staff(page) and not _works_around(page, request.user):
            # Here, because Wagtail's hooks are registered with this import, and go after ours.
            from wagtail.wagtail_hooks import require_wagtail_login

            return require_wagtail_login(next=request.get_full_path())
        return callback(page, request, args, kwargs)

    return serve


def reserve_documents(document, request):
    """For the hook before a document is served. Raises ``Http404`` for people of elsewhere."""
    if _is_for_staff(document.collection):
        portal = portal_of_collection(document.collection)
        if not scope_of(request.user).sees(portal.site if portal else document):
            raise Http404


def _is_for_staff(place):
    found = place.get_view_restrictions()
    return any(each.restriction_type == BaseViewRestriction.LOGIN for each in found)


def _works_around(page, user):
    """Whether somebody works in the portal of ``page``: who answers its cases edits no page."""
    own = scope_of(user).sites
    return own.filter(in_tree_of(page.path, "root_page__path")).exists()
