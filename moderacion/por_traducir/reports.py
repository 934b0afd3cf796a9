"""«Traducciones»: what of a portal is translated into a language; first, all portals of a person.

It answers at the address of the report of Wagtail Localize, which knows of what somebody has
begun to translate, and nothing of what nobody has.
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
    contar,
    contar_por_portal,
    idiomas_de,
    originales,
    por_traducir,
)
from .filas import make_filas
from .filters import TraduccionesFilterSet

# What stays when another state is asked for.
_KEPT = ("portal", "idioma", "seccion", "tipo", "todo", "q")


def informe(request, *, results_only=False):
    """Of the portal that ``?portal=`` names or the only one; side by side where there are several.

    A portal of others answers as one that does not exist.
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
class Avance:
    """A number that leads to the pages it counts."""

    estado: EstadoDeTraduccion | None  # None for all of them
    total: int
    url: str


def cuentas(counts, estados, **query):
    """The number of all pages, and that of each of ``estados``."""
    return [
        Avance(None, counts.total(), informe_url(**query)),
        *(
            Avance(estado, counts[estado], informe_url(**query, estado=estado.slug))
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
    """One portal in one language, in numbers."""

    portal: str
    idioma: str
    counts: Counter
    query: dict

    @property
    def cuentas(self):
        return cuentas(self.counts, EstadoDeTraduccion, **self.query)

    @property
    def al_dia(self):
        """Which part is translated and up to date, in percent: not 100 while anything lacks."""
        return 100 * self.counts[EstadoDeTraduccion.TRADUCIDA] // max(self.counts.total(), 1)


class PortalesView(TraduccionesReportView):
    """The portals of the person side by side, in each language that they offer."""

    results_template_name = "moderacion/por_traducir/portales_results.html"
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
            for record, locale, counts in contar_por_portal(self.request.user)
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
    """The pages of one portal in one language, what readers need first."""

    portal = None
    portales = ()

    results_template_name = "moderacion/por_traducir/portal_results.html"
    counted = PAGINAS
    is_searchable = True

    # --- Which language, which pages -----------------------------------------------------

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
        """All that the filters leave, whatever its state."""
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
        """Whether readers come to what is translated: only once the front page is published."""
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
        counts = contar(self.listed)
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
            return _("Ninguna página es así.")
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
