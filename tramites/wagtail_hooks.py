from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from . import advertencias
from .choosers import tramite_chooser
from .models import EventoDeVida
from .paneles import PorConfirmarPanel
from .views import CONFIRMAR


class EventoDeVidaViewSet(SnippetViewSet):
    """Only administrators hold the model permissions: the list belongs to all portals."""

    model = EventoDeVida
    icon = "tag"
    menu_label = _("Eventos de vida")
    menu_order = 930
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["nombre", "slug"]
    search_fields = ["nombre"]
    sort_order_field = "orden"


register_snippet(EventoDeVidaViewSet)
hooks.register("before_edit_page", advertencias.warn_of_gaps)
hooks.register("before_edit_page", advertencias.warn_of_change)


@hooks.register("register_admin_viewset")
def register_chooser():
    return tramite_chooser


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
        _("Presencia de los trámites"), reverse("tramites:presencia"), icon_name="form", order=61
    )


@hooks.register("construct_homepage_panels", order=100)
def add_panel(request, panels):
    panels.append(PorConfirmarPanel(request.user))


@hooks.register("register_log_actions")
def register_actions(actions):
    actions.register_action(
        CONFIRMAR, _("Confirmar un trámite"), _("Confirmado el texto de la provincia")
    )
