"""URLs that replace those of Wagtail's admin; include them before Wagtail's own."""

from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin.views import account

from .views import acceso

urlpatterns = [
    path("login/", never_cache(acceso.AccesoView.as_view()), name="wagtailadmin_login"),
    # Wagtail's view also ends the session on a GET request.
    path(
        "logout/",
        never_cache(require_POST(account.LogoutView.as_view())),
        name="wagtailadmin_logout",
    ),
    path(
        "password_reset/",
        never_cache(acceso.RecuperarView.as_view()),
        name="wagtailadmin_password_reset",
    ),
    path(
        "password_reset/confirm/<uidb64>/<token>/",
        never_cache(acceso.NuevaContrasenaView.as_view()),
        name="wagtailadmin_password_reset_confirm",
    ),
]
