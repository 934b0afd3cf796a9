from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from tableros.menu_entries import MenuEntryMixin, MenuGroup
from tableros.viewsets import ListaProvincialViewSet

from .choosers import entidad_chooser
from .models import DiaFeriado, EntidadPage, TipoEntidad
from .por_comprobar import PorComprobarViewSet
from .presencia.faltantes import FaltantesViewSet
from .presencia.reports import IndiceDePresenciaViewSet
from .vigencia import hold_while_true, noted_states


class TipoEntidadViewSet(ListaProvincialViewSet):
    model = TipoEntidad
    menu_label = _("Tipos de entidad")
    menu_order = 910
    menu_description = _("Las clases de entidad del directorio.")
    list_display = [
        *ListaProvincialViewSet.list_display,
        "es_emergencia",
        "es_basico",
        "es_evacuacion",
    ]


class DiaFeriadoViewSet(MenuEntryMixin, SnippetViewSet):
    model = DiaFeriado
    icon = "date"
    menu_label = _("Días feriados")
    menu_order = 920
    menu_group = MenuGroup.LISTS
    menu_description = _("Los días en que nada abre, para decir si está abierto.")
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["fecha", "motivo"]


register_snippet(TipoEntidadViewSet)
register_snippet(DiaFeriadoViewSet)


@hooks.register("register_admin_viewset")
def register_viewsets():
    reports = (PorComprobarViewSet, IndiceDePresenciaViewSet, FaltantesViewSet)
    return [entidad_chooser, *(report() for report in reports)]


@hooks.register("on_serve_page")
def hold_while_bodies_are_true(serve):
    """Limit the caching of any page whose body shows whether an office is open."""

    def serve_and_hold(page, request, args, kwargs):
        response = serve(page, request, args, kwargs)
        if hasattr(response, "add_post_render_callback"):
            response.add_post_render_callback(
                lambda drawn: hold_while_true(drawn, noted_states(request))
            )
        return response

    return serve_and_hold


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def add_office(page, user, next_url=None, view_name=None):
    """Add a button for a new office: nobody looks for it under «Crear una página debajo»."""
    if page.specific_class is EntidadPage and page.permissions_for_user(user).can_add_subpage():
        yield Button(
            _("Añadir una oficina"),
            reverse("wagtailadmin_pages:add", args=["directorio", "entidadpage", page.pk]),
            icon_name="circle-plus",
            priority=7,
        )
