from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import admin_urls
from .panel import OpinionesPanel


@hooks.register("register_admin_urls")
def register_urls():
    return [path("opiniones/", include(admin_urls))]


@hooks.register("register_reports_menu_item")
def register_report():
    return MenuItem(
        _("Opiniones sobre las páginas"),
        reverse("opiniones:index"),
        name="opiniones",
        icon_name="comment",
        order=55,
    )


@hooks.register("construct_homepage_panels", order=100)
def add_panel(request, panels):
    panels.append(OpinionesPanel(request.user))
