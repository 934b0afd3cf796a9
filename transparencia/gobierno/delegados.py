"""«Encuentre a su delegado»: who answers for a street, and where and when they are met."""

from collections import defaultdict
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext as _

from base.chrome import Chrome, Link, TelephoneLink
from base.compartir import share_links
from base.paginacion import paginate
from base.telefonos import enlace_telefono, marcado, presentar_telefono
from base.texto import names_in
from directorio.tarjetas import idioma_de
from transparencia.filtros import words
from transparencia.propias import propias, secciones_de_municipios

from . import lugares

PER_PAGE = 20


@dataclass(frozen=True)
class Delegado:
    """One circunscripción as readers are told of it; ``consejo`` is a link to where it is."""

    numero: int
    nombre: str
    lugares: str
    despacho_lugar: str
    despacho_horario: str
    telefono: TelephoneLink | None
    consejo: Link
    # The language of what it says where it is not the reader's; empty where it is.
    idioma: str = ""

    @property
    def ancla(self):
        return f"circunscripcion-{self.numero}"


def consejos(chrome):
    """Return the public consejos populares of a portal, by name."""
    model = apps.get_model("transparencia", "ConsejoPopularPage")
    return propias(model.objects.all(), chrome).alphabetical()


def consejo_context(page, request):
    rows = sorted(page.circunscripciones.all(), key=lambda row: row.numero)
    return {
        "delegados": [_delegado(row, page, request) for row in rows],
        "llamar": telefono(page.telefono),
        "compartir": share_links(page.get_full_url(request), page.title),
    }


def telefono(text):
    """Return the link that dials ``text``, or None where there is nothing to dial."""
    return TelephoneLink("", presentar_telefono(text), enlace_telefono(text)) if text else None


def _delegado(row, page, request):
    return Delegado(
        numero=row.numero,
        nombre=row.delegado,
        lugares=row.lugares,
        despacho_lugar=row.despacho_lugar,
        despacho_horario=row.despacho_horario,
        telefono=telefono(row.telefono),
        consejo=Link(page.title, page.get_url(request)),
        idioma=idioma_de(page, request),
    )


def pagina(page, request):
    """Answer ``?q=``: a street, a reparto, a consejo popular or a name; else list them all."""
    chrome = Chrome.for_request(request, page)
    asked = words(request)
    every = list(consejos(chrome))
    found, is_exact = buscar(asked, every) if asked else ([], True)
    context = {
        "consulta": asked,
        "total": len(found),
        "exacto": is_exact,
        "titulo_pagina": _("Encuentre a su delegado o delegada"),
        "pantalla": _("Delegados"),
        "canonica": chrome.absolute(f"{page.get_url(request)}delegados/"),
        "url": page.get_url(request),
    }
    if asked:
        paging = paginate(request, found, PER_PAGE)
        rows = [_delegado(row, consejo, request) for row, consejo in paging["pagina"]]
        context |= paging | {"delegados": rows}
    else:
        context |= paginate(request, every, PER_PAGE)
        context["consejos"] = tarjetas(context["pagina"], request)
        context["municipios"] = [] if every else _municipios(chrome, request)
    return page.render(request, template="transparencia/delegados.html", context_overrides=context)


def registros(request):
    """Yield each circunscripción as a table tells it; a consejo without any has a line, too."""
    every = list(consejos(Chrome.for_request(request)))
    rows = _circunscripciones(every)
    with_rows = {page.pk for _row, page in rows}
    none = apps.get_model("transparencia", "Circunscripcion")()
    empty = [(none, page) for page in every if page.pk not in with_rows]
    for row, page in rows + empty:
        yield {
            "consejo_popular": page.title,
            "presidente": page.presidente,
            "telefono_del_consejo": marcado(enlace_telefono(page.telefono)),
            "sede": page.sede,
            "recepcion": page.recepcion,
            "repartos": names_in(page.repartos),
            "circunscripcion": row.numero,
            "delegado": row.delegado,
            "lugares": names_in(row.lugares),
            "despacho_lugar": row.despacho_lugar,
            "despacho_horario": row.despacho_horario,
            "telefono": marcado(enlace_telefono(row.telefono)),
            "url": page.get_full_url(request),
        }


def buscar(text, every):
    """Return [(circunscripción, its consejo)] of ``every`` that ``text`` asks for, best first.

    And whether all that was written is there: if not, what comes nearest to it.
    """
    rows = _circunscripciones(every)
    asked = lugares.read(text)
    if asked.numero is not None:
        return [pair for pair in rows if pair[0].numero == asked.numero], True
    known = [(pair, _places(*pair)) for pair in rows]
    for turn, attempt in enumerate(asked.intentos):
        scored = [(attempt.score(places), pair) for pair, places in known]
        best = max((score for score, _pair in scored), default=0)
        if best:
            # One place that has «calle» and «4» leaves out those that have a «4» somewhere.
            return [pair for score, pair in scored if score == best], turn == 0
    return [], True


def _circunscripciones(every):
    """Return [(circunscripción, consejo)] of all of the consejos, with one query."""
    model = apps.get_model("transparencia", "Circunscripcion")
    of_page = defaultdict(list)
    for row in model.objects.filter(page__in=[page.pk for page in every]).order_by("numero"):
        of_page[row.page_id].append(row)
    return [(row, page) for page in every for row in of_page[page.pk]]


def _places(row, page):
    return [
        *lugares.places(row.lugares),
        *lugares.places(page.repartos),
        *lugares.places(f"{page.title}, {row.delegado}, {row.despacho_lugar}"),
    ]


@dataclass(frozen=True)
class TarjetaDeConsejo:
    titulo: str
    url: str
    presidente: str
    repartos: str
    delegados: int
    idioma: str


def tarjetas(pages, request):
    """Return the cards of consejos populares; one query for all of their rows."""
    counted = defaultdict(int)
    for _row, page in _circunscripciones(list(pages)):
        counted[page.pk] += 1
    return [
        TarjetaDeConsejo(
            titulo=page.title,
            url=page.get_url(request),
            presidente=page.presidente,
            repartos=page.repartos,
            delegados=counted[page.pk],
            idioma=idioma_de(page, request),
        )
        for page in pages
    ]


def _municipios(chrome, request):
    """Return links to the same page of each municipality, for the portal that has no delegates."""
    if not chrome.es_provincial:
        return []
    model = apps.get_model("transparencia", "GobiernoIndexPage")
    return [
        Link(name, f"{section.get_full_url(request)}delegados/")
        for name, section in secciones_de_municipios(model, chrome)
    ]
