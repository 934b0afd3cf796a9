from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from .second_factor import has_second_factor, is_required, is_verified

# What somebody needs who has not finished signing in; every other address waits.
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
    """Whether what is asked for belongs to signing in or out: the password, the second factor."""
    match = request.resolver_match
    return match is not None and (
        match.view_name in _OPEN or match.view_name.startswith("segundo_factor")
    )


class SecondFactorMiddleware:
    """Leads to the second factor whoever has shown but a password, before any view of the admin.

    Who has set one up gives a code; who needs one and has none sets it up.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        name = request.resolver_match.view_name
        user = request.user
        if name in _OPEN or not user.is_authenticated or is_verified(request):
            return None
        if has_second_factor(user):
            gate = "segundo_factor_verificar"
        elif is_required(user):
            gate = "segundo_factor_activar"
        else:
            return None
        if name == gate:
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied
        # A form that was sent cannot be sent again from there.
        back = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
        return redirect_to_login(back, reverse(gate))
