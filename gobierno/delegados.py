"""Data of the delegados for templates, and the search of a delegado by street."""

from base.links import Link, TelephoneLink
from base.telefonos import enlace_telefono, format_telefono
from directorio.cards import idioma_de

from . import lugares
from .queries import circunscripciones_de


def delegado(row, page, request):
    """Return a dict with the circunscripción ``row`` of the consejo ``page``, for templates.

    ``idioma`` is the language of its texts, or "" if that is the language of the reader.
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
    """Return the link that dials ``text``, or None if it is empty."""
    return TelephoneLink("", format_telefono(text), enlace_telefono(text)) if text else None


def search_delegados(text, every):
    """Search ``text`` in the consejos ``every``; return (best matches, is_exact).

    A match is (circunscripción, consejo). ``is_exact`` is False if only a part of ``text`` matches.
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
            # A place with both «calle» and «4» is better than one that only has a «4».
            return [pair for score, pair in scored if score == best], turn == 0
    return [], True


def _places(row, page):
    return [
        *lugares.places(row.lugares),
        *lugares.places(page.repartos),
        *lugares.places(f"{page.title}, {row.delegado}, {row.despacho_lugar}"),
    ]
