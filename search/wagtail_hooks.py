from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import admin_urls
from .choosers import destacable_chooser
from .viewsets import DestacadoViewSet, SinonimoViewSet


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [SinonimoViewSet(), DestacadoViewSet(), destacable_chooser]


@hooks.register("register_admin_urls")
def register_urls():
    return [path("sin-resultado/", include(admin_urls))]


@hooks.register("register_reports_menu_item")
def register_report():
    return MenuItem(
        _("Búsquedas sin resultado"),
        reverse("sin_resultado:index"),
        name="sin-resultado",
        icon_name="search",
        order=810,
    )
