"""Report «Traducciones»: all portals of the user, then the pages of one portal in one language.

It replaces the report of Wagtail Localize at the same URL, which only lists translations that
somebody has begun.
"""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from aislamiento.plain_search import with_words
from base.publicas import publicas
from moderacion.dashboard.cola import PAGINAS
from moderacion.dashboard.filas import with_relations
from tableros.alcance import below, edits_pages, portales_of
from tableros.views import BaseReportView

from .estados import (
    EstadoDeTraduccion,
    count_states,
    count_states_by_portal,
    idiomas_de,
    originales,
    por_traducir,
)
from .filas import make_filas
from .filters import TraduccionesFilterSet

# GET parameters that the links to other states keep.
_KEPT = ("portal", "idioma", "seccion", "tipo", "todo", "q")


def informe(request, *, results_only=False):
    """Show the portal in ``?portal=``, or the user's only portal, or a table of their portals.

    A portal outside the user's scope gives 404, like one that does not exist.
    """
    if not edits_pages(request.user):
        raise PermissionDenied
    portales = [record for _path, record in portales_of(request.user)]
    asked = request.GET.get("portal")
    if not asked and len(portales) != 1:
        return PortalesView.as_view(results_only=results_only)(request)
    chosen = [record for record in portales if record.slug == asked or not asked]
    if not chosen:
        raise Http404
    view = PortalView.as_view(results_only=results_only, portal=chosen[0], portales=portales)
    return view(request)


def informe_url(**query):
    url = reverse("traducciones:index")
    return f"{url}?{urlencode(query)}" if query else url


@dataclass(frozen=True)
class CuentaDePaginas:
    """A number of pages, with the URL of their list."""

    estado: EstadoDeTraduccion | None  # None for all of them
    total: int
    url: str


def cuentas(counts, estados, **query):
    """Return the :class:`CuentaDePaginas` of all pages, then one for each of ``estados``."""
    return [
        CuentaDePaginas(None, counts.total(), informe_url(**query)),
        *(
            CuentaDePaginas(estado, counts[estado], informe_url(**query, estado=estado.slug))
            for estado in estados
        ),
    ]


class TraduccionesReportView(BaseReportView):
    page_title = gettext_lazy("Traducciones")
    header_icon = "wagtail-localize-language"
    index_url_name = "traducciones:index"
    index_results_url_name = "traducciones:index_results"
    model = Page

    @property
    def list_export(self):
        return list(self.export_headings)


@dataclass(frozen=True)
class Resumen:
    """Figures of one portal in one language."""

    portal: str
    idioma: str
    counts: Counter
    query: dict

    @property
    def cuentas(self):
        return cuentas(self.counts, EstadoDeTraduccion, **self.query)

    @property
    def al_dia(self):
        """Percentage translated and up to date, rounded down: 100 only if nothing is missing."""
        return 100 * self.counts[EstadoDeTraduccion.TRADUCIDA] // max(self.counts.total(), 1)


class PortalesView(TraduccionesReportView):
    """Table of the user's portals, with one row per language."""

    results_template_name = "por_traducir/portales_results.html"
    paginate_by = None
    no_results_message = gettext_lazy("Ninguno de sus portales se ofrece en otro idioma.")

    def get_filtered_queryset(self):
        return [
            Resumen(
                portal=record.site.site_name,
                idioma=str(locale),
                counts=counts,
                query={"portal": record.slug, "idioma": locale.language_code},
            )
            for record, locale, counts in count_states_by_portal(self.request.user)
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"estados": EstadoDeTraduccion}

    @property
    def export_headings(self):
        return {
            "portal": _("Portal"),
            "idioma": _("Idioma"),
            "total": _("Páginas"),
            **{estado.slug: estado.label for estado in EstadoDeTraduccion},
            "al_dia": _("Al día (%)"),
        }

    def to_row_dict(self, item):
        return {
            "portal": item.portal,
            "idioma": item.idioma,
            "total": item.counts.total(),
            **{estado.slug: item.counts[estado] for estado in EstadoDeTraduccion},
            "al_dia": item.al_dia,
        }


class PortalView(TraduccionesReportView):
    """List of the pages of one portal in one language, the most urgent for readers first."""

    portal = None
    portales = ()

    results_template_name = "por_traducir/portal_results.html"
    counted = PAGINAS
    is_searchable = True

    # --- Language and pages --------------------------------------------------------------

    @cached_property
    def idiomas(self):
        return idiomas_de(self.portal)

    @cached_property
    def idioma(self):
        """The requested locale, or the first; None if the portal offers only Spanish."""
        if not self.idiomas:
            return None
        asked = self.chosen("idioma")
        return next((item for item in self.idiomas if item.language_code == asked), self.idiomas[0])

    @cached_property
    def originals(self):
        return originales(self.request.user).filter(below(self.portal))

    @cached_property
    def filters(self):
        if not self.idiomas:
            return None
        data = self.request.GET.copy()
        data.setdefault("idioma", self.idiomas[0].language_code)
        return TraduccionesFilterSet(
            data,
            request=self.request,
            portal=self.portal,
            portales=self.portales,
            idiomas=self.idiomas,
            originals=self.originals,
        )

    def get_search_form(self):
        return super().get_search_form() if self.idiomas else None

    def get_filtered_queryset(self):
        if self.idioma is None:
            return Page.objects.none()
        pages = self.listed
        if asked := self.chosen("estado"):
            [estado] = (item for item in EstadoDeTraduccion if item.slug == asked)
            pages = pages.filter(estado=estado)
        return with_relations(pages).order_by("estado", "path")

    @cached_property
    def listed(self):
        """The pages that match search and filters, in any state."""
        pages = self.filter_queryset(self.originals)
        if self.is_searching:
            pages = with_words(pages, ["draft_title"], self.search_query)
        return por_traducir(pages, self.idioma, todo=self.lists_all)

    @property
    def lists_all(self):
        return bool(self.chosen("todo"))

    def decorate_paginated_queryset(self, object_list):
        return make_filas(object_list, self.idioma, self.request.user)

    @cached_property
    def se_lee(self):
        """Whether readers can reach the translations: the translated portada is published."""
        homes = self.portal.site.root_page.get_translations().filter(locale=self.idioma)
        return publicas(homes).exists()

    # --- On the screen -------------------------------------------------------------------

    def get_page_subtitle(self):
        name = self.portal.site.site_name
        return f"{name} · {self.idioma}" if self.idioma else name

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.idioma:
            context |= {"fichas": self.fichas(), "actual": self.chosen("estado") or None}
        return context

    def fichas(self):
        counts = count_states(self.listed)
        asked = self.chosen("estado")
        shown = [
            estado for estado in EstadoDeTraduccion if estado in counts or estado.slug == asked
        ]
        given = self.request.GET
        kept = {name: given[name] for name in _KEPT if given.get(name)}
        return cuentas(counts, shown, **kept)

    @property
    def no_results_message(self):
        if self.idioma is None:
            return _(
                "Este portal se ofrece solo en español. Los idiomas se marcan en "
                "«Datos del portal»."
            )
        if self.is_filtering or self.is_searching:
            return _("Ninguna página coincide. Quite algún filtro o busque otras palabras.")
        return _("No hay páginas publicadas que traducir.")

    @property
    def export_headings(self):
        return {
            "titulo": _("Página"),
            "seccion": _("Sección"),
            "tipo": _("Tipo de página"),
            "estado.label": _("Estado"),
            "faltan": _("Textos que faltan"),
            "cambio": _("El original cambió"),
            "traducida": _("Traducción publicada"),
        }
