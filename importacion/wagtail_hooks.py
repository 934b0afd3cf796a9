from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from . import urls
from .menu import ImportarMenuItem, register_actions

hooks.register("register_log_actions", register_actions)


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("importar/", include(urls))]


@hooks.register("register_admin_menu_item")
def menu_item():
    return ImportarMenuItem(
        _("Importar"), reverse("importacion:index"), name="importar", icon_name="upload", order=250
    )
