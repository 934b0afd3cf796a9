"""Views of the section of the Government, its acuerdos and «Encuentre a su delegado»."""

from collections import Counter

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.del_portal import bajo, enlaces_de_municipios, rutas_de_paginas
from base.frame import Frame
from base.links import Link
from base.listing import Filter, PublicList
from base.publicas import publicas
from base.states import states_of
from base.texto import plain
from directorio.cards import idioma_de
from servidor.caches.fragments import UNTIL_ANNOUNCED, published_fragment

from .acuerdos import opciones, por_estado, publicos
from .delegados import delegado, search_delegados
from .exports import Acuerdos
from .models import ConsejoPopularPage, GobiernoIndexPage, Integrante, OrganoPage
from .queries import (
    acuerdos_de,
    circunscripciones_de,
    consejos_de,
    cuentas,
    organos_de,
    sesiones_de,
)
from .situacion import SituacionDelAcuerdo

# How many future sesiones and how many past ones the section shows.
_NEXT, _LAST = 2, 3


def seccion(page, request):
    """Render the section: the search of a delegado, the órganos and the state of the acuerdos."""
    Frame.for_request(request, page)
    shown = published_fragment(
        request,
        f"gobierno-{page.pk}-{timezone.localdate()}",
        lambda: _summaries(page, request),
        UNTIL_ANNOUNCED,
    )
    return page.render(request, context_overrides=shown | {"url": page.get_url(request)})


def _summaries(page, request):
    frame = Frame.for_request(request)
    others = publicas(page.get_children().not_type(OrganoPage, ConsejoPopularPage))
    return {
        "organos": _organos(frame, request),
        "consejos": consejos_de(frame).count(),
        "sesiones": _sesiones(frame, request),
        "estados": por_estado(acuerdos_de(frame), request),
        "subpaginas": [Link(other.title, other.get_url(request)) for other in others],
    }


def _organos(frame, request):
    first = Integrante.objects.filter(page=OuterRef("pk")).order_by("sort_order", "pk")
    rows = organos_de(frame).annotate(
        preside=Subquery(first.values("nombre")[:1]), cargo=Subquery(first.values("cargo")[:1])
    )
    return [
        {
            "titulo": organo.title,
            "url": organo.get_url(request),
            "resumen": organo.resumen,
            "preside": organo.preside,
            "cargo": organo.cargo,
            "idioma": idioma_de(organo, request),
        }
        for organo in rows
    ]


def _sesiones(frame, request):
    """Return the cards of the next sesiones, the nearest first, then those of the last ones."""
    today = timezone.localdate()
    every = sesiones_de(frame)
    to_come = every.filter(fecha__gte=today).order_by("fecha", "pk")[:_NEXT]
    past = every.filter(fecha__lt=today).order_by("-fecha", "-pk")[:_LAST]
    return tarjetas_de_sesiones([*to_come, *past], request)


def tarjetas_de_sesiones(pages, request):
    """Return the cards of sesiones; ``sera`` is True if the sesión is today or later."""
    today = timezone.localdate()
    return [
        {
            "titulo": page.title,
            "url": page.get_url(request),
            "fecha": page.fecha,
            "caracter": page.get_caracter_display(),
            "sera": page.fecha >= today,
            "idioma": idioma_de(page, request),
        }
        for page in pages
    ]


class SesionesList(PublicList):
    """List of the sesiones of an órgano on its page, the latest first."""

    per_page = 12
    items_name = "sesiones"
    seconds = UNTIL_ANNOUNCED

    @cached_property
    def places(self):
        [paths] = rutas_de_paginas([self.page]).values()
        return paths

    def get_items(self):
        return sesiones_de(self.frame).filter(bajo(self.places)).order_by("-fecha", "-pk")

    def get_cards(self, items):
        return tarjetas_de_sesiones(items, self.request)


# --- Acuerdos -----------------------------------------------------------------------


class AcuerdosList(PublicList):
    """List of all acuerdos of the portal."""

    path = "acuerdos/"
    template = "gobierno/acuerdos.html"
    title = gettext_lazy("Acuerdos")
    formats = ("csv",)
    is_searchable = True
    items_name = "acuerdos"
    seconds = UNTIL_ANNOUNCED
    chosen_words = ""  # the title does not change with the filters

    @cached_property
    def options(self):
        return opciones(self.frame, self.request)

    def get_items(self):
        return acuerdos_de(self.frame).select_related("page")

    def get_filters(self):
        organs = self.options["organo"]
        places = {value: paths for value, _name, paths in organs}
        return [
            Filter("estado", SituacionDelAcuerdo.choices, "situacion", _("Todos")),
            Filter("mandato", [(name, name) for name in self.options["mandato"]], "page__mandato"),
            Filter(
                "organo",
                [(value, name) for value, name, _paths in organs],
                lambda found, value: found.filter(bajo(places[value], "page__path")),
            ),
            Filter("entidad", self.options["entidad"], "entidad"),
        ]

    def search(self, items):
        for word in plain(self.text).split():
            items = items.filter(texto_llano__contains=word)
        return items

    def get_cards(self, items):
        return publicos(items, self.options["organo"], self.request)

    def get_extra_context(self, cards):
        counted = self.kept("estados", self._count, estado="")
        return {"pantalla": self.title, "estados": states_of(self, counted)}

    def _count(self):
        return cuentas(self.narrow(self.get_items(), but="estado"))

    def write(self, formato):
        return Acuerdos(self.request).as_csv(self.get_cards(self.found))


# --- Delegados ----------------------------------------------------------------------


class DelegadosList(PublicList):
    """Delegados that match a street, a reparto or a consejo; without a search, all the consejos."""

    path = "delegados/"
    template = "gobierno/delegados.html"
    title = gettext_lazy("Encuentre a su delegado o delegada")
    is_searchable = True
    seconds = UNTIL_ANNOUNCED
    chosen_words = ""
    is_exact = True

    @property
    def items_name(self):
        return "delegados" if self.text else "consejos"

    def get_items(self):
        return list(consejos_de(self.frame))

    def search(self, items):
        found, self.is_exact = search_delegados(self.text, items)
        return found

    def get_cards(self, items):
        if self.text:
            return [delegado(row, consejo, self.request) for row, consejo in items]
        return _tarjetas_de_consejos(items, self.request)

    def get_extra_context(self, cards):
        # A portal without consejos links to those of the municipalities.
        is_without = not self.text and not cards
        return {
            "pantalla": _("Delegados"),
            "exacto": self.is_exact,
            "municipios": is_without
            and enlaces_de_municipios(GobiernoIndexPage, self.frame, self.path),
        }


def _tarjetas_de_consejos(pages, request):
    """Return the cards of consejos populares, with one query for all their circunscripciones."""
    counted = Counter(page.pk for _row, page in circunscripciones_de(list(pages)))
    return [
        {
            "titulo": page.title,
            "url": page.get_url(request),
            "presidente": page.presidente,
            "repartos": page.repartos,
            "delegados": counted[page.pk],
            "idioma": idioma_de(page, request),
        }
        for page in pages
    ]
