"""The section of the Government, all that it agreed, and «Encuentre a su delegado»."""

from collections import Counter

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from base.frame import Frame
from base.links import Link
from base.paginacion import paginate
from base.publicas import publicas
from directorio.tarjetas import idioma_de
from transparencia.exports import csv_of
from transparencia.filters import Filters, by_state, words
from transparencia.models import ConsejoPopularPage, GobiernoIndexPage, Integrante, OrganoPage
from transparencia.queries import bajo, enlaces_de_municipios

from .acuerdos import opciones, por_estado, publicos
from .delegados import buscar, delegado
from .exports import ACUERDOS, de_acuerdos
from .queries import (
    acuerdos_de,
    circunscripciones_de,
    consejos_de,
    cuentas,
    organos_de,
    sesiones_de,
)
from .situacion import Situacion

PER_PAGE = 20
# How many of the sessions to come, and of those that were, the section shows.
_NEXT, _LAST = 2, 3


def seccion(page, request):
    """The delegate's search first, then the organs and what they agreed."""
    frame = Frame.for_request(request, page)
    others = publicas(page.get_children().not_type(OrganoPage, ConsejoPopularPage))
    return page.render(
        request,
        context_overrides={
            "url": page.get_url(request),
            "organos": _organos(frame, request),
            "consejos": consejos_de(frame).count(),
            "sesiones": _sesiones(frame, request),
            "estados": por_estado(acuerdos_de(frame), request),
            "subpaginas": [Link(other.title, other.get_url(request)) for other in others],
        },
    )


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
    """Return the cards of the next sessions, the nearest first, and of the last."""
    today = timezone.localdate()
    every = sesiones_de(frame)
    to_come = every.filter(fecha__gte=today).order_by("fecha", "pk")[:_NEXT]
    past = every.filter(fecha__lt=today).order_by("-fecha", "-pk")[:_LAST]
    return tarjetas_de_sesiones([*to_come, *past], request)


def tarjetas_de_sesiones(pages, request):
    """Return what a list tells of sessions: which, when, and if they are still to come."""
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


# --- Agreements ---------------------------------------------------------------------


def acuerdos(page, request):
    """All that the portal has agreed, as the query string narrows it."""
    frame = Frame.for_request(request, page)
    filters, organs, narrowed = _asked(frame, request)
    paging = paginate(request, _in_state(narrowed, filters).select_related("page"), PER_PAGE)
    url = f"{page.get_url(request)}acuerdos/"
    title = _("Acuerdos")
    context = {
        **paging,
        **filters.context(frame, title),
        "titulo_pagina": title,
        "pantalla": title,
        "url": url,
        "opciones": {name: items for name, items in filters.options.items() if len(items) > 1},
        "estados": by_state(
            cuentas(narrowed),
            lambda state: url + filters.as_query(estado=state),
            every=_("Todos"),
            chosen=filters["estado"],
        ),
        "total": paging["pagina"].paginator.count,
        "acuerdos": publicos(paging["pagina"], organs, request),
        "csv_url": f"{url}csv/{filters.as_query()}",
    }
    return page.render(request, template="transparencia/acuerdos.html", context_overrides=context)


def tabla_de_acuerdos(page, request):
    """The agreements that the filters leave, as a file."""
    frame = Frame.for_request(request, page)
    filters, organs, narrowed = _asked(frame, request)
    records = de_acuerdos(_in_state(narrowed, filters), organs, request)
    return csv_of(ACUERDOS, records, request)


def _asked(frame, request):
    """Return the filters, the organs, and the agreements that are left, whatever their state."""
    there = opciones(frame, request)
    filters = Filters(
        request,
        {
            "estado": Situacion.choices,
            "mandato": [(name, name) for name in there["mandato"]],
            "organo": [(value, name) for value, name, _paths in there["organo"]],
            "entidad": there["entidad"],
        },
    )
    found = acuerdos_de(frame)
    for word in filters.plain_words:
        found = found.filter(texto_llano__contains=word)
    if filters["mandato"]:
        found = found.filter(page__mandato=filters["mandato"])
    if filters["organo"]:
        places = {value: paths for value, _name, paths in there["organo"]}
        found = found.filter(bajo(places[filters["organo"]], "page__path"))
    if filters["entidad"]:
        found = found.filter(entidad=filters["entidad"])
    return filters, there["organo"], found


def _in_state(found, filters):
    return found.filter(situacion=filters["estado"]) if filters["estado"] else found


# --- Delegates ----------------------------------------------------------------------


def delegados(page, request):
    """Answer ``?q=``: a street, a reparto, a consejo popular or a name; else list them all."""
    frame = Frame.for_request(request, page)
    asked = words(request)
    every = list(consejos_de(frame))
    found, is_exact = buscar(asked, every) if asked else ([], True)
    context = {
        "consulta": asked,
        "total": len(found),
        "exacto": is_exact,
        "titulo_pagina": _("Encuentre a su delegado o delegada"),
        "pantalla": _("Delegados"),
        "canonica": frame.absolute(f"{page.get_url(request)}delegados/"),
        "url": page.get_url(request),
    }
    if asked:
        paging = paginate(request, found, PER_PAGE)
        rows = [delegado(row, consejo, request) for row, consejo in paging["pagina"]]
        context |= paging | {"delegados": rows}
    else:
        context |= paginate(request, every, PER_PAGE)
        context["consejos"] = _tarjetas_de_consejos(context["pagina"], request)
        context["municipios"] = (
            [] if every else enlaces_de_municipios(GobiernoIndexPage, frame, "delegados/")
        )
    return page.render(request, template="transparencia/delegados.html", context_overrides=context)


def _tarjetas_de_consejos(pages, request):
    """Return the cards of consejos populares; one query for all of their rows."""
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
