from django.urls import include, path
from wagtail import hooks

from . import manual
from .panels import PortalEnCifrasPanel
from .tareas import TareasPanel


# After those of moderation, which take the place of Wagtail's.
@hooks.register("construct_homepage_panels", order=10)
def add_panels(request, panels):
    panels += [TareasPanel(request), PortalEnCifrasPanel(request.user)]


@hooks.register("register_admin_urls")
def register_manual():
    return [path("manual/", include(manual))]


hooks.register("register_help_menu_item", manual.menu_item)
