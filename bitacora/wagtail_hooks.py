from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import urls
from .acciones import register
from .lotes import log_batch

hooks.register("register_log_actions", register)


@hooks.register("after_bulk_action")
def after_bulk_action(request, action_type, objects, action):
    log_batch(action_type, objects, action.cleaned_form.cleaned_data)


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("bitacora/", include(urls))]


@hooks.register("register_reports_menu_item")
def menu_item():
    return MenuItem(
        _("Bitácora"), reverse("bitacora:index"), name="bitacora", icon_name="history", order=1
    )


@hooks.register("construct_reports_menu")
def only_one_log(request, menu_items):
    """Wagtail's own history of the site knows neither portals nor rights."""
    menu_items[:] = [item for item in menu_items if item.name != "site-history"]
