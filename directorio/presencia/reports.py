"""Report «Índice de presencia»: ranking of portals, and of the entidades of one portal."""

from operator import attrgetter

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from aislamiento.scope import scope_of
from base.models import PortalSettings
from directorio.models import DirectorioIndexPage, EntidadPage
from tableros.alcance import editable_pages, portales_of, whole_portales
from tableros.filters import DeLaVistaFilter
from tableros.menu_entries import MenuGroup
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView

from .calculo import de_entidades, de_portales, entidades_medidas
from .ranking import Puesto, grafico, sort_rows
from .registro import componentes

# A chart with more bars cannot be read.
_BARS = 30


class PresenciaFilterSet(WagtailFilterSet):
    portal = DeLaVistaFilter(label=gettext_lazy("Portal"))
    componente = DeLaVistaFilter(label=gettext_lazy("Componente"))

    class Meta:
        model = PortalSettings
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        portales = portales_of(self.request.user)
        self.filters["portal"].extra["choices"] = [
            (record.slug, record.site.site_name) for _path, record in portales
        ]
        self.filters["componente"].extra["choices"] = [
            (item.clave, item.titulo) for item in componentes()
        ]
        if len(portales) < 2:
            del self.filters["portal"]


class IndiceDePresenciaView(BaseReportView):
    """Ranking of the user's portals, or of the entidades of the chosen portal.

    A user with one portal sees the entidades of that portal that are in their scope.
    """

    model = PortalSettings
    template_name = "directorio/admin/indice.html"
    results_template_name = "directorio/admin/indice_results.html"
    filterset_class = PresenciaFilterSet
    no_results_message = gettext_lazy("No hay entidades publicadas que contar.")

    @cached_property
    def registros(self):
        return [record for _path, record in self.portales]

    @cached_property
    def portal(self):
        """Portal whose entidades are shown; None if none is chosen."""
        if len(self.registros) == 1:
            return self.registros[0]
        asked = self.chosen("portal")
        return next((record for record in self.registros if record.slug == asked), None)

    @cached_property
    def enteros(self):
        """Portals whose index the user may see: those that the user may edit as a whole."""
        user = self.request.user
        if scope_of(user).is_total:
            return self.registros
        whole = whole_portales(editable_pages(user), self.portales)
        return [record for path, record in self.portales if path in whole]

    @property
    def shows_entities(self):
        return self.portal is not None or not self.enteros

    @cached_property
    def de_portales(self):
        return de_portales([record.site for record in self.registros])

    @cached_property
    def columns(self):
        what = gettext("Entidad") if self.shows_entities else gettext("Portal")
        return [
            Column("lugar", label=gettext("Lugar"), accessor=lambda fila: fila.lugar or ""),
            TitleColumn("nombre", label=what, get_url=attrgetter("url")),
            Column("indice", label=gettext("Índice"), accessor="indice_en_palabras"),
            *(
                Column(item.clave, label=item.titulo, accessor=_in_words(item))
                for item in componentes()
            ),
        ]

    @property
    def export_headings(self):
        percent = {item.clave: f"{item.titulo} (%)" for item in componentes()}
        return super().export_headings | percent | {"indice": gettext("Índice (%)")}

    def to_row_dict(self, item):
        numbers = {part.clave: item.porcentaje(part.clave) for part in componentes()}
        return {"lugar": item.lugar, "nombre": item.nombre, "indice": item.indice} | numbers

    def get_filtered_queryset(self):
        """Return rows (``Puesto``) and not a query set: the index is not in the database."""
        component = self.chosen("componente")
        rows = self.entidades() if self.shows_entities else self.filas_de_portales()
        if component:
            rows = [row for row in rows if component in row.partes]
        return sort_rows(rows, component)

    def filas_de_portales(self):
        asked = self.request.GET.copy()
        return [
            Puesto(
                nombre=record.site.site_name,
                url=f"{self.index_url}?{urlencode({**asked.dict(), 'portal': record.slug})}",
                partes=self.de_portales[record.site_id].partes,
            )
            for record in self.enteros
        ]

    def entidades(self):
        user = self.request.user
        shown = [self.portal] if self.portal else self.registros
        sites = [record.site for record in shown]
        seen = scope_of(user).filter(entidades_medidas(sites))
        parts = de_entidades(sites)
        editable = set(
            editable_pages(user)
            .filter(pk__in=seen.order_by().values("pk"))
            .values_list("pk", flat=True)
        )
        return [
            Puesto(
                nombre=title,
                url=reverse("wagtailadmin_pages:edit", args=[pk]) if pk in editable else "",
                partes=parts.get(pk, {}),
            )
            for pk, title in seen.order_by().values_list("pk", "title")
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows, component = context["object_list"], self.chosen("componente")
        figures = [self.de_portales[record.site_id] for record in self.registros]
        return context | {
            "componentes": componentes(),
            "calculado": min((localtime(item.el) for item in figures), default=None),
            "propio": self.own_index(),
            "grafico": grafico(
                rows[:_BARS],
                clave="presencia",
                titulo=self.chart_title(component),
                descripcion=gettext("De 0 a 100 %, del más alto al más bajo."),
                componente=component,
            )
            if rows
            else None,
        }

    def chart_title(self, component):
        item = next((item for item in componentes() if item.clave == component), None)
        what = item.titulo if item else gettext("Índice de presencia")
        return f"{what}: {self.portal.site.site_name}" if self.portal else str(what)

    def own_index(self):
        """Return the index of the chosen portal; None if the user may not edit all of it."""
        if self.portal not in self.enteros:
            return None
        partes = self.de_portales[self.portal.site_id].partes
        return Puesto(nombre=self.portal.site.site_name, partes=partes)


def _in_words(componente):
    def words(fila):
        parte = fila.partes.get(componente.clave)
        return componente.en_palabras(parte) if parte else ""

    return words


class IndiceDePresenciaViewSet(ReportViewSet):
    name = "indice_de_presencia"
    url_prefix = "informes/indice-de-presencia"
    menu_label = gettext_lazy("Índice de presencia")
    icon = "tasks"
    menu_order = 58
    menu_group = MenuGroup.WANTING
    menu_description = gettext_lazy(
        "Qué tan completa está la información de cada portal y de sus entidades."
    )
    addresses = (Screen("", IndiceDePresenciaView, "index"),)
    written_on = (DirectorioIndexPage, EntidadPage)
