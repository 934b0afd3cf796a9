"""The search of citizens: what is found, in which order. The one way in for everybody else.

What is returned are keys of pages that were public when they were indexed. Who shows them asks
for them through :func:`base.publicas.publicas` once more.
"""

from dataclasses import dataclass, replace
from itertools import chain

from . import motor, ortografia
from .analisis import reescribir
from .consulta import leer
from .models import Grupo
from .puntos import sort
from .sinonimos import equivalencias

# So many results of each group; what is beyond is counted as one more.
TOPE = 200
# Fewer results than these may lack the one that was meant.
_FEW = 3
_MOST_SUGGESTED_FROM = 40


@dataclass(frozen=True)
class Hallazgo:
    page_id: int
    grupo: str
    puntos: float


@dataclass(frozen=True)
class Resultado:
    """``hallazgos`` are sorted, the best first, at most ``TOPE`` of a group; ``totales`` counts
    them by group, ``TOPE + 1`` meaning more. ``corregida`` is what was searched instead where
    what was typed found nothing. ``palabras`` are those to highlight. ``alguna`` tells that only
    some of the words were found.
    """

    hallazgos: list[Hallazgo]
    totales: dict[str, int]
    corregida: str
    palabras: list[str]
    alguna: bool


@dataclass(frozen=True)
class Sugerencia:
    titulo: str
    page_id: int
    grupo: str


def buscar(texto, *, site, locale, grupo="", todas=False):
    """Return what the portal of ``site`` shows for the words of ``texto``.

    ``locale`` is that of the reader, ``grupo`` one of the values of :class:`Grupo` if only its
    results are wanted (all are counted); with ``todas`` the pages of all portals are searched.
    """
    lugar = motor.Lugar(locale.language_code, None if todas else site.pk)
    asked = leer(texto, lugar.idioma, equivalencias())
    if not asked:
        return Resultado([], dict.fromkeys(Grupo.values, 0), "", [], alguna=False)
    consulta, candidates, corregida, alguna = _find(texto, asked, lugar)
    hallazgos, totales = [], dict.fromkeys(Grupo.values, 0)
    for points, item in sort(candidates, consulta):
        totales[item.grupo] += totales[item.grupo] <= TOPE
        if totales[item.grupo] <= TOPE and grupo in ("", item.grupo):
            hallazgos.append(Hallazgo(item.page_id, item.grupo, points))
    return Resultado(hallazgos, totales, corregida, consulta.palabras, alguna)


def sugerir(texto, *, site, locale, limite=6):
    """Return what is called so in the portal of ``site``, the last word being begun; one query."""
    lugar = motor.Lugar(locale.language_code, site.pk)
    asked = leer(texto, lugar.idioma, equivalencias())
    if not asked:
        return []
    consulta = asked.empezada()
    found = motor.find(consulta, lugar, _MOST_SUGGESTED_FROM, solo_nombres=True)
    best = [item for _points, item in sort(found, consulta)]
    return [Sugerencia(item.titulo, item.page_id, item.grupo) for item in best[:limite]]


def _find(texto, asked, lugar):
    """Return the question that found something, its candidates, its text if that was corrected
    and whether only some of the words were asked for.
    """
    begun, found = asked.empezada(), _all(asked, lugar)
    if any(item.nivel == motor.NOMBRE for item in found):
        return asked, found, "", False
    # Who has only begun a word may have been heard wrongly in a text, but not in a name.
    found = _once(found + motor.find(begun, lugar, TOPE + 1, solo_nombres=bool(found)))
    if found:
        return begun, found + _also(asked, lugar, found), "", False
    corregida = _corrected(texto, asked, lugar)
    if corregida:
        asked = leer(corregida, lugar.idioma, equivalencias())
        if found := _all(asked, lugar):
            return asked, found, corregida, False
    found = motor.find(asked, lugar, TOPE + 1, alguna=True) if len(asked.grupos) > 1 else []
    return asked, found, corregida if found else "", bool(found)


def _once(candidates):
    """Return each page once, by the best that it was found in."""
    by_level = sorted(candidates, key=lambda item: item.nivel)
    return list({item.page_id: item for item in by_level}.values())


def _also(asked, lugar, found):
    """Return what has some of the words, where no name has them all and hardly any page does.

    «Oficina de multas» is what people call a page that says «multas» in its title and «oficina»
    nowhere.
    """
    if len(found) >= _FEW or len(asked.grupos) == 1:
        return []
    known = {item.page_id for item in found}
    others = motor.find(asked, lugar, TOPE + 1, alguna=True)
    return [replace(item, nivel=motor.PARTE) for item in others if item.page_id not in known]


def _all(consulta, lugar):
    return motor.find(consulta, lugar, TOPE + 1)


def _corrected(texto, asked, lugar):
    """Return ``texto`` with what was probably meant for each word that nothing holds, or "".

    Those are words of the names of public pages, and each is found in ``lugar``.
    """
    typed = [word for word in asked.escritas if len(word) >= ortografia.SHORTEST]
    known = motor.similar(typed, lugar.idioma)
    likely = {word: ortografia.parecidas(word, known[word]) for word in typed}
    if not any(likely.values()):
        return ""
    there = motor.existing({*typed, *chain.from_iterable(likely.values())}, lugar)
    meant = {}
    for word in typed:
        found = (other for other in likely[word] if other in there)
        if word not in there and (other := next(found, None)):
            meant[word] = known[word][other]
    return reescribir(texto, meant) if meant else ""
