from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from tableros.viewsets import ListaProvincialViewSet

from .choosers import entidad_chooser
from .models import DiaFeriado, EntidadPage, TipoEntidad
from .por_comprobar import PorComprobarViewSet
from .presencia.faltantes import FaltantesViewSet
from .presencia.informe import IndiceDePresenciaViewSet


class TipoEntidadViewSet(ListaProvincialViewSet):
    model = TipoEntidad
    menu_label = _("Tipos de entidad")
    menu_order = 910
    list_display = [*ListaProvincialViewSet.list_display, "es_emergencia", "es_evacuacion"]


class DiaFeriadoViewSet(SnippetViewSet):
    model = DiaFeriado
    icon = "date"
    menu_label = _("Días feriados")
    menu_order = 920
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["fecha", "motivo"]


register_snippet(TipoEntidadViewSet)
register_snippet(DiaFeriadoViewSet)


@hooks.register("register_admin_viewset")
def register_viewsets():
    reports = (PorComprobarViewSet, IndiceDePresenciaViewSet, FaltantesViewSet)
    return [entidad_chooser, *(report() for report in reports)]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def add_office(page, user, next_url=None, view_name=None):
    """Nobody looks for an office under «Crear una página debajo»."""
    if page.specific_class is EntidadPage and page.permissions_for_user(user).can_add_subpage():
        yield Button(
            _("Añadir una oficina"),
            reverse("wagtailadmin_pages:add", args=["directorio", "entidadpage", page.pk]),
            icon_name="circle-plus",
            priority=7,
        )
