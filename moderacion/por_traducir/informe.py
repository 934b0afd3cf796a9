"""«Traducciones»: what of a portal is translated into a language; first, all portals of a person.

The view answers at the address of the report of Wagtail Localize, which knows of what somebody
has begun to translate, and nothing of what nobody has.
"""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from ..tableros.alcance import below, edits_pages, portales_of
from ..tableros.cola import PagesPaginator
from ..tableros.filas import with_relations
from ..tableros.listados import PortalListingMixin
from .estados import Estado, contar, contar_por_portal, idiomas_de, originales, por_traducir
from .filas import make_filas
from .filtros import TraduccionesFilterSet

# What stays when another state is asked for.
_KEPT = ("portal", "idioma", "seccion", "tipo", "todo", "q")
# More than anybody reads through; the search gives the best first.
_FOUND = 500


@dataclass(frozen=True)
class Resumen:
    """One portal in one language, in numbers."""

    portal: str
    idioma: str
    url: str
    cuentas: Counter

    @property
    def total(self):
        return self.cuentas.total()

    @property
    def al_dia(self):
        """Which part is translated and up to date, in percent: never 100 while something lacks."""
        return 100 * self.de(Estado.TRADUCIDA) // self.total if self.total else 0

    def de(self, *estados):
        return sum(self.cuentas[estado] for estado in estados)

    @property
    def traducidas(self):
        return self.de(Estado.TRADUCIDA)

    @property
    def anteriores(self):
        return self.de(Estado.ANTERIOR)

    @property
    def en_curso(self):
        return self.de(Estado.EN_CURSO, Estado.COMPLETA, Estado.EN_MODERACION)

    @property
    def sin_traducir(self):
        return self.de(Estado.SIN_TRADUCIR)


@dataclass(frozen=True)
class Ficha:
    """A state with its number, which leads to its pages."""

    estado: Estado | None  # None for all of them
    total: int
    url: str
    es_actual: bool


class TraduccionesView(PortalListingMixin, ReportView):
    page_title = gettext_lazy("Traducciones")
    header_icon = "wagtail-localize-language"
    index_url_name = "traducciones:index"
    index_results_url_name = "traducciones:index_results"
    results_template_name = "moderacion/por_traducir/informe_results.html"
    paginator_class = PagesPaginator
    export_filename = "traducciones"
    is_searchable = True
    model = Page

    def dispatch(self, request, *args, **kwargs):
        if not edits_pages(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    # --- Which portal, which language ----------------------------------------------

    @cached_property
    def portales(self):
        return portales_of(self.request.user)

    @cached_property
    def portal(self):
        """The portal asked for, or the only one; None where the person reads of several."""
        asked = super().portal
        if asked is None and len(self.portales) == 1:
            [(_path, asked)] = self.portales
        return asked

    @cached_property
    def idiomas(self):
        return idiomas_de(self.portal)

    @cached_property
    def idioma(self):
        """The language asked for, or the first; None where the portal offers Spanish only."""
        if not self.idiomas:
            return None
        asked = self.chosen("idioma")
        return next((item for item in self.idiomas if item.language_code == asked), self.idiomas[0])

    def chosen(self, name):
        """What a filter was set to; what is no choice is told above the list."""
        return self.filters.is_valid() and self.filters.form.cleaned_data.get(name)

    @cached_property
    def originals(self):
        return originales(self.request.user).filter(below(self.portal))

    @cached_property
    def filters(self):
        if self.portal is None or not self.idiomas:
            return None
        return TraduccionesFilterSet(
            **self.get_filterset_kwargs(),
            portal=self.portal,
            portales=self.portales,
            idiomas=self.idiomas,
            originals=self.originals,
        )

    def get_search_form(self):
        return super().get_search_form() if self.filters else None

    def get_page_subtitle(self):
        if self.portal is None:
            return ""
        name = self.portal.site.site_name
        return f"{name} · {self.idioma}" if self.idioma else name

    # --- Rows --------------------------------------------------------------------------

    def get_filtered_queryset(self):
        if self.portal is None:
            return self.resumenes()
        if self.idioma is None:
            return Page.objects.none()
        pages = self.listed
        if asked := self.chosen("estado"):
            [estado] = (item for item in Estado if item.slug == asked)
            pages = pages.filter(estado=estado)
        return with_relations(pages).order_by("estado", "path")

    @cached_property
    def listed(self):
        """All that the filters leave, whatever its state."""
        pages = self.filter_queryset(self.originals)
        if self.is_searching:
            pages = pages.filter(pk__in=self.found())
        return por_traducir(pages, self.idioma, todo=bool(self.chosen("todo")))

    def found(self):
        home = self.portal.site.root_page
        pages = Page.objects.filter(path__startswith=home.path).autocomplete(self.search_query)
        return [page.pk for page in pages[:_FOUND]]

    def resumenes(self):
        """Rows of numbers: each portal in each language that it offers."""
        return [
            Resumen(
                portal=record.site.site_name,
                idioma=str(locale),
                url=self.url(portal=record.slug, idioma=locale.language_code),
                cuentas=counts,
            )
            for record, locale, counts in contar_por_portal(self.request.user)
        ]

    def decorate_paginated_queryset(self, object_list):
        if self.portal is None:
            return object_list
        return make_filas(object_list, self.idioma, self.request.user)

    # --- On the screen -------------------------------------------------------------------

    def url(self, **query):
        return f"{self.index_url}?{urlencode(query)}"

    def get_context_data(self, **kwargs):
        shown = {} if self.portal is None or self.idioma is None else {"fichas": self.fichas()}
        return super().get_context_data(**kwargs) | shown | {"portal": self.portal}

    def fichas(self):
        counts = contar(self.listed)
        asked = self.chosen("estado") or ""
        kept = {name: value for name, value in self.request.GET.items() if name in _KEPT}
        every = Ficha(None, counts.total(), self.url(**kept), not asked)
        return [every] + [
            Ficha(
                estado, counts[estado], self.url(**kept, estado=estado.slug), asked == estado.slug
            )
            for estado in Estado
            if estado in counts or asked == estado.slug
        ]

    @property
    def no_results_message(self):
        if self.portal is None:
            return _("Ninguno de sus portales se ofrece en otro idioma.")
        if self.idioma is None:
            return _(
                "Este portal se ofrece solo en español. Los idiomas se marcan en "
                "«Datos del portal»."
            )
        if self.is_filtering or self.is_searching:
            return _("Ninguna página es así.")
        return _("No hay páginas publicadas que traducir.")

    # --- As a spreadsheet ------------------------------------------------------------------

    @property
    def list_export(self):
        return list(self.export_headings)

    @property
    def export_headings(self):
        if self.portal is None:
            return {
                "portal": _("Portal"),
                "idioma": _("Idioma"),
                "total": _("Páginas"),
                "traducidas": _("Traducidas"),
                "anteriores": _("Anteriores al original"),
                "en_curso": _("En curso"),
                "sin_traducir": _("Sin traducir"),
                "al_dia": _("Al día (%)"),
            }
        return {
            "titulo": _("Página"),
            "seccion": _("Sección"),
            "tipo": _("Tipo de página"),
            "estado.label": _("Estado"),
            "faltan": _("Textos que faltan"),
            "cambio": _("El original cambió"),
            "traducida": _("Traducción publicada"),
        }
