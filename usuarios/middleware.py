from functools import partial

from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from .second_factor import missing_step

# Names of the admin URLs that work before sign-in is complete.
_OPEN = frozenset(
    {
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
    }
)


def is_signing_in(request):
    """Whether the request is for a page of signing in or out, or of the second factor."""
    match = request.resolver_match
    return match is not None and (
        match.view_name in _OPEN or match.view_name.startswith("segundo_factor")
    )


class SecondFactorMiddleware:
    """Requires the second factor from users who have one or need one.

    In the admin it redirects them to the missing step: to enter a code, or to set up a telephone.
    On the portals such a user is anonymous until the step is done, so reserved pages and files
    stay closed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not _is_of_the_admin(request):
            # Lazy: reading the user keeps a response out of shared caches.
            request.user = SimpleLazyObject(partial(_who_has_finished, request))
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not _is_of_the_admin(request):
            return None
        name = request.resolver_match.view_name
        user = request.user
        if name in _OPEN or not user.is_authenticated:
            return None
        gate = missing_step(request, user)
        if gate is None or name == gate:
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied
        # After the step, the browser returns with GET: a POST cannot be repeated.
        back = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
        return redirect_to_login(back, reverse(gate))


def _is_of_the_admin(request):
    return request.path.startswith(reverse("wagtailadmin_home"))


def _who_has_finished(request):
    user = get_user(request)
    if user.is_authenticated and missing_step(request, user):
        return AnonymousUser()
    return user
