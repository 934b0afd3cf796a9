"""Reports of links: of all portals by state, and of one page."""

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Page

from aislamiento.apagadas import apagadas
from base.models import PortalSettings
from tableros.columnas import FechaColumn
from tableros.filters import DeLaVistaFilter, PorPortalFilterSet
from tableros.menu_entries import MenuGroup
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView, PageReportView

from .models import Estado, Lugar, Vuelta

_KINDS = {"no": gettext_lazy("A otros sitios"), "si": gettext_lazy("A nuestros portales")}


class EnlacesFilterSet(PorPortalFilterSet):
    estado = DeLaVistaFilter(
        label=gettext_lazy("Cómo están"),
        choices=[
            (Estado.ROTO, gettext_lazy("Rotos")),
            (Estado.FALLA, Estado.FALLA.label),
            (Estado.CALLADO, gettext_lazy("No responden desde aquí")),
            (Estado.MUDADO, gettext_lazy("Se mudaron")),
            (Estado.BIEN, gettext_lazy("Responden")),
            (Estado.POR_MIRAR, Estado.POR_MIRAR.label),
        ],
        empty_label=None,
        null_label=None,
    )
    interno = ChoiceFilter(
        label=gettext_lazy("A dónde llevan"),
        method="to_own",
        choices=list(_KINDS.items()),
        empty_label=gettext_lazy("Todos"),
    )

    class Meta:
        model = Lugar
        fields = []

    def to_own(self, queryset, name, value):
        return queryset.filter(direccion__es_interna=value == "si")


class EnlaceColumn(Column):
    cell_template_name = "enlaces/admin/celda_enlace.html"


class PaginaColumn(Column):
    cell_template_name = "enlaces/admin/celda_pagina.html"


class _DeEnlacesView(BaseReportView):
    """Base of the report of all links and of the report of one page."""

    model = Lugar
    queryset = Lugar.objects.select_related("direccion", "page", "site").exclude(page__live=False)
    results_template_name = "enlaces/admin/enlaces_results.html"
    counted = gettext_lazy("enlace"), gettext_lazy("enlaces")
    default_ordering = ["page", "pk"]
    columns = [
        PaginaColumn("titulo", label=gettext_lazy("Página")),
        EnlaceColumn("destino", label=gettext_lazy("Enlace")),
        FechaColumn("desde", label=gettext_lazy("Desde")),
        Column("portal", label=gettext_lazy("Portal")),
    ]
    list_export = (
        *("portal", "titulo", "lugar", "texto", "destino", "como_esta", "motivo", "mudada_a"),
        *("desde", "mirado"),
    )
    export_headings = {
        "portal": gettext_lazy("Portal"),
        "titulo": gettext_lazy("Página"),
        "lugar": gettext_lazy("Dónde está"),
        "texto": gettext_lazy("Texto del enlace"),
        "destino": gettext_lazy("Enlace"),
        "como_esta": gettext_lazy("Qué pasa"),
        "motivo": gettext_lazy("Motivo"),
        "mudada_a": gettext_lazy("Dirección nueva"),
        "desde": gettext_lazy("Desde"),
        "mirado": gettext_lazy("Mirado por última vez"),
    }

    def get_base_queryset(self):
        off = apagadas(Page.objects.all()).order_by().values("pk")
        return super().get_base_queryset().exclude(page__in=off)

    def decorate(self, lugar):
        direccion = lugar.direccion
        lugar.portal = lugar.site.site_name
        lugar.titulo = lugar.page.title if lugar.page else _("Datos del portal")
        lugar.formulario = self._form_url(lugar)
        lugar.destino = self._name(direccion)
        lugar.como_esta, lugar.motivo = direccion.get_estado_display(), direccion.motivo
        lugar.mudada_a, lugar.desde = direccion.mudada_a, direccion.fallo_desde
        lugar.mirado = direccion.mirada_el

    def _form_url(self, lugar):
        """Return the URL of the place in its form, where Wagtail's scripts scroll to, or None."""
        if lugar.page:
            url = self.edit_url(lugar.page)
        else:
            meta = PortalSettings._meta
            url = reverse(
                "wagtailsettings:edit", args=[meta.app_label, meta.model_name, lugar.site_id]
            )
        return url and f"{url}#:w:contentpath={lugar.camino}"

    def _name(self, direccion):
        """Return the address, but no title of a chosen page: it may be of another portal."""
        if direccion.destino.startswith("page:"):
            return _("Una página elegida en el formulario")
        if direccion.destino.startswith("document:"):
            return _("Un documento elegido en el formulario")
        return direccion.destino

    @cached_property
    def vuelta(self):
        return Vuelta.objects.first()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "sin_externos": not settings.ENLACES_EXTERNOS,
            "sin_linea": self.vuelta.sin_linea_el if self.vuelta else None,
        }


class EnlacesView(_DeEnlacesView):
    """Report of the links in the user's portals, filtered by state; by default the broken ones."""

    filterset_class = EnlacesFilterSet
    is_searchable = True
    search_backend_name = None
    search_fields = ["direccion__destino", "texto", "page__title"]
    no_matches_message = gettext_lazy(
        "Ningún enlace coincide. Quite algún filtro o busque otras palabras."
    )

    def get_base_queryset(self):
        estado = self.chosen("estado") or Estado.ROTO
        return super().get_base_queryset().filter(direccion__estado=estado)

    @cached_property
    def no_results_message(self):
        if self.vuelta is None or self.vuelta.termino is None:
            return _("Todavía no se han mirado los enlaces de todas las páginas.")
        moment = date_format(localtime(self.vuelta.termino), "SHORT_DATETIME_FORMAT")
        seen = (
            super()
            .get_base_queryset()
            .aggregate(enlaces=Count("pk"), paginas=Count("page", distinct=True))
        )
        return _(
            "No hay ningún enlace roto: la última vuelta terminó el %(momento)s y miró "
            "%(enlaces)s enlaces en %(paginas)s páginas."
        ) % {
            "enlaces": number_format(seen["enlaces"], force_grouping=True),
            "paginas": number_format(seen["paginas"], force_grouping=True),
            "momento": moment,
        }


class EnlacesDePaginaView(_DeEnlacesView, PageReportView):
    """Report of all links of one page, as it is published."""

    page_title = gettext_lazy("Enlaces de una página")
    columns = [
        TitleColumn(
            "lugar", label=gettext_lazy("Dónde está"), get_url=lambda lugar: lugar.formulario
        ),
        *_DeEnlacesView.columns[1:3],
    ]
    default_ordering = ["pk"]
    no_results_message = gettext_lazy("Esta página no tiene enlaces, o no se han mirado todavía.")

    def get_base_queryset(self):
        return super().get_base_queryset().filter(page=self.page.pk)


class EnlacesViewSet(ReportViewSet):
    name = "enlaces"
    menu_label = gettext_lazy("Enlaces rotos")
    icon = "link"
    menu_order = 60
    menu_group = MenuGroup.WANTING
    menu_description = gettext_lazy("Los que no llevan a ninguna parte, y dónde están.")
    addresses = (
        Screen("", EnlacesView, "index"),
        Screen("<int:pk>/", EnlacesDePaginaView, "ver", {"pk": Page}),
    )
