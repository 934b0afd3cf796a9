"""What is reserved for whoever signs in is so for those who work in its portal, not in another."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.urls import reverse
from wagtail.models import BaseViewRestriction

from base.tree import in_tree_of

from .offered_files import portal_of_collection
from .scope import scope_of


def lead_strangers(callback):
    """For the hook that serves a page, around Wagtail's: leads who has no session to the form.

    Wagtail shows the one for a password where the page is, with a cookie for whoever asks. What
    stands in front and has the page of when it was public takes no such answer in its place, and
    would go on giving that page whenever the application fails.
    """

    def serve(page, request, args, kwargs):
        restrictions = () if _has_session(request) else page.get_view_restrictions()
        for restriction in restrictions:
            return _to_the_form_of(restriction, page, request)
        return callback(page, request, args, kwargs)

    return serve


def reserve_pages(callback):
    """For the hook that serves a page: asks after Wagtail, which lets any account in."""

    def serve(page, request, args, kwargs):
        # Who has no session is nobody, and their page may be shared: nothing is asked for them.
        is_known = _has_session(request)
        if is_known and _is_for_staff(page) and not _works_around(page, request.user):
            return _to_sign_in(request)
        return callback(page, request, args, kwargs)

    return serve


def _has_session(request):
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _to_the_form_of(restriction, page, request):
    if restriction.restriction_type != BaseViewRestriction.PASSWORD:
        return _to_sign_in(request)
    url = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    return redirect_to_login(request.get_full_path(), url, "return_url")


def _to_sign_in(request):
    return redirect_to_login(request.get_full_path(), reverse("wagtailcore_login"))


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
