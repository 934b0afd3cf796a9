"""Addresses of Wagtail's admin that are answered here; they stand before Wagtail's own."""

from django.urls import path
from django.views.decorators.cache import never_cache

from . import views

urlpatterns = [
    path("login/", never_cache(views.AccesoView.as_view()), name="wagtailadmin_login"),
    path(
        "password_reset/",
        never_cache(views.RecuperarView.as_view()),
        name="wagtailadmin_password_reset",
    ),
    path(
        "password_reset/confirm/<uidb64>/<token>/",
        never_cache(views.NuevaContrasenaView.as_view()),
        name="wagtailadmin_password_reset_confirm",
    ),
]
