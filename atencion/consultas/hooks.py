from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import admin_urls


@hooks.register("register_admin_urls")
def register_urls():
    return [path("consultas-publicas/", include(admin_urls))]


@hooks.register("register_reports_menu_item")
def register_report():
    return MenuItem(
        _("Respuestas a las consultas"),
        reverse("consultas:index"),
        name="consultas",
        icon_name="help",
        order=57,
    )
