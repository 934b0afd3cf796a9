from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from tableros.viewsets import ListaProvincialViewSet

from . import advertencias
from .choosers import por_adaptar_chooser, tramite_chooser
from .models import EventoDeVida
from .panels import PorConfirmarPanel
from .views import CONFIRMAR


class EventoDeVidaViewSet(ListaProvincialViewSet):
    model = EventoDeVida
    menu_label = _("Eventos de vida")
    menu_order = 930
    sort_order_field = "orden"


register_snippet(EventoDeVidaViewSet)
hooks.register("before_edit_page", advertencias.warn_of_gaps)
hooks.register("before_edit_page", advertencias.warn_of_change)


@hooks.register("register_admin_viewset")
def register_choosers():
    return [tramite_chooser, por_adaptar_chooser]


@hooks.register("register_admin_urls")
def register_urls():
    return [path("tramites/", include("tramites.urls"))]


@hooks.register("register_reports_menu_item")
def register_report():
    return MenuItem(
        _("Trámites por confirmar"), reverse("tramites:por_confirmar"), icon_name="form", order=910
    )


@hooks.register("register_reports_menu_item")
def register_presence_menu_item():
    return MenuItem(
        _("Qué falta en los trámites"), reverse("tramites:faltantes"), icon_name="form", order=61
    )


@hooks.register("construct_homepage_panels", order=100)
def add_panel(request, panels):
    panels.append(PorConfirmarPanel(request.user))


@hooks.register("register_log_actions")
def register_actions(actions):
    actions.register_action(
        CONFIRMAR, _("Confirmar un trámite"), _("Confirmado el texto de la provincia")
    )
