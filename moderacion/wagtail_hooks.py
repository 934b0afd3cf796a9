from django.urls import include, path
from wagtail import hooks

from .tableros.menu import PorRevisarMenuItem
from .tableros.paneles import (
    ActividadPanel,
    MiTrabajoPanel,
    PorRevisarPanel,
    SinTareasPanel,
)


@hooks.register("register_admin_urls")
def register_tableros():
    return [path("moderacion/", include("moderacion.tableros.urls"))]


@hooks.register("register_admin_menu_item")
def register_queue():
    return PorRevisarMenuItem()


@hooks.register("construct_homepage_panels")
def replace_panels(request, panels):
    """Wagtail's panels name whatever the person once touched; ours ask what they may see."""
    panels[:] = [
        panel(request.user)
        for panel in (SinTareasPanel, PorRevisarPanel, MiTrabajoPanel, ActividadPanel)
    ]


@hooks.register("construct_homepage_summary_items", order=1000)
def remove_summary(request, items):
    """Totals of all portals tell an editor nothing; our panels count what is theirs."""
    items.clear()
