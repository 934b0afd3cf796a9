"""Who answers for a street, and where and when they are met."""

from base.links import Link, TelephoneLink
from base.telefonos import enlace_telefono, presentar_telefono
from directorio.cards import idioma_de

from . import lugares
from .queries import circunscripciones_de


def delegado(row, page, request):
    """Return what readers are told of the circunscripción ``row`` of the consejo ``page``.

    ``idioma`` is the language of what it says where it is not the reader's; empty where it is.
    """
    return {
        "numero": row.numero,
        "ancla": f"circunscripcion-{row.numero}",
        "nombre": row.delegado,
        "lugares": row.lugares,
        "despacho_lugar": row.despacho_lugar,
        "despacho_horario": row.despacho_horario,
        "telefono": telefono(row.telefono),
        "consejo": Link(page.title, page.get_url(request)),
        "idioma": idioma_de(page, request),
    }


def telefono(text):
    """Return the link that dials ``text``, or None where there is nothing to dial."""
    return TelephoneLink("", presentar_telefono(text), enlace_telefono(text)) if text else None


def buscar(text, every):
    """Return [(circunscripción, its consejo)] of ``every`` that ``text`` asks for, best first.

    And whether all that was written is there: if not, what comes nearest to it.
    """
    rows = circunscripciones_de(every)
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


def _places(row, page):
    return [
        *lugares.places(row.lugares),
        *lugares.places(page.repartos),
        *lugares.places(f"{page.title}, {row.delegado}, {row.despacho_lugar}"),
    ]
