"""Pages and documents reserved for signed-in users: only for users who work in that portal."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.urls import reverse
from wagtail.models import BaseViewRestriction, Page, PageViewRestriction

from base.tree import in_tree_of, paths_above
from servidor.caches.fragments import fragment

from .offered_files import portal_of_collection
from .scope import scope_of


def restrictions_of(page):
    """Return the restrictions that hold for ``page``, a list; only to serve it.

    Nearly all pages have none, which the cached list of the reserved pages says without a query: it
    is kept for seconds only, in case a cache could not be emptied when a page was reserved.
    Code that changes pages must ask the page: it may ask in mid-change.
    """
    around = {page.path, *paths_above(page.path)}
    if not page.alias_of_id and around.isdisjoint(fragment("reservadas", _paths)):
        return []
    return list(page.get_view_restrictions())


def _paths():
    """Return the paths of the reserved pages and of their aliases, which count as their source."""
    reserved = PageViewRestriction.objects.values("page")
    parts = (
        {"pk__in": reserved},
        {"alias_of__in": reserved},
        {"alias_of__alias_of__isnull": False},
    )
    first, *others = (
        Page.objects.filter(**part).order_by().values_list("path", flat=True) for part in parts
    )
    return frozenset(first.union(*others))


def lead_strangers(callback):
    """Redirect visitors without a session to the login or password form (hook around Wagtail's).

    Wagtail renders the password form at the page's own URL and sets a cookie. A proxy cache that
    still has the page from when it was public does not replace it with such an answer, and would
    keep serving that page whenever the application fails.
    """

    def serve(page, request, args, kwargs):
        restrictions = () if _has_session(request) else page.get_view_restrictions()
        for restriction in restrictions:
            return _to_the_form_of(restriction, page, request)
        return callback(page, request, args, kwargs)

    return serve


def reserve_pages(callback):
    """Check that the user works in the page's portal (hook): Wagtail's admits any account."""

    def serve(page, request, args, kwargs):
        # A visitor without a session is anonymous, and the page may be cached for all: no query.
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
    """Raise ``Http404`` for users of other portals (hook before a document is served)."""
    if _is_for_staff(document.collection):
        portal = portal_of_collection(document.collection)
        if not scope_of(request.user).sees(portal.site if portal else document):
            raise Http404


def _is_for_staff(place):
    found = place.get_view_restrictions()
    return any(each.restriction_type == BaseViewRestriction.LOGIN for each in found)


def _works_around(page, user):
    """Return whether ``user`` works in the portal of ``page``, even without editing pages there."""
    own = scope_of(user).sites
    return own.filter(in_tree_of(page.path, "root_page__path")).exists()
