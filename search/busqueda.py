"""The search of the public portals. Other modules search only through the functions of this one.

The results hold keys of pages that were public when they were indexed. Before showing them, filter
the pages with :func:`base.publicas.publicas` again.
"""

from dataclasses import dataclass, field, replace
from itertools import chain

from wagtail.models import Page

from aislamiento.sin_abrir import de_otros_sin_abrir

from . import motor, ortografia
from .analisis import raiz, rewrite
from .expresiones import palabras_de
from .models import Grupo
from .query import Consulta, read_query
from .ranking import sort
from .sinonimos import equivalencias, nombres_de

# Maximum number of results of each group; if there are more, the total is TOPE + 1.
TOPE = 200
_MOST_SUGGESTED_FROM = 40


@dataclass(frozen=True)
class Acierto:
    page_id: int
    grupo: str
    puntos: float


@dataclass(frozen=True)
class SearchResult:
    """``hallazgos`` has the best first, at most ``TOPE`` of each group; ``totales`` is {group:
    count}, where ``TOPE + 1`` means more. ``corregida`` is the corrected text that was searched
    because the typed text found nothing. ``ofrecida`` is a corrected text that finds all words,
    when ``hallazgos`` have only some (``alguna``). ``palabras`` are the words to highlight.
    """

    hallazgos: list[Acierto]
    totales: dict[str, int]
    corregida: str
    ofrecida: str
    palabras: list[str]
    alguna: bool


@dataclass(frozen=True)
class Sugerencia:
    titulo: str
    page_id: int
    grupo: str


def find_pages(texto, *, site, locale, grupo="", todas=False):
    """Search ``texto`` in the portal of ``site`` and return a :class:`SearchResult`.

    ``locale`` is the locale of the visitor. ``grupo``, a value of :class:`Grupo`, limits
    ``hallazgos`` to that group, but ``totales`` counts all groups. With ``todas`` the pages of all
    portals are searched.
    """
    lugar = motor.Ambito(locale.language_code, None if todas else site.pk)
    asked = _read(texto, lugar)
    if not asked:
        return SearchResult([], dict.fromkeys(Grupo.values, 0), "", "", [], alguna=False)
    answer = _find(texto, asked, lugar)
    candidates, corregida, ofrecida = answer.candidates, answer.corregida, answer.ofrecida
    if todas:
        candidates = _of_open_portals(candidates, site)
        # Nor show a corrected text that only matches pages of portals that are not open yet.
        corregida = corregida if candidates else ""
        ofrecida = ofrecida if _of_open_portals(answer.ofrecidos, site) else ""
    hallazgos, totales = [], dict.fromkeys(Grupo.values, 0)
    for points, item in sort(candidates, answer.consulta):
        totales[item.grupo] += totales[item.grupo] <= TOPE
        if totales[item.grupo] <= TOPE and grupo in ("", item.grupo):
            hallazgos.append(Acierto(item.page_id, item.grupo, points))
    return SearchResult(
        hallazgos, totales, corregida, ofrecida, answer.consulta.palabras, alguna=answer.alguna
    )


def _of_open_portals(candidates, site):
    """Return ``candidates`` without pages of other portals that are not open yet."""
    pages = Page.objects.filter(pk__in=[item.page_id for item in candidates])
    hidden = set(pages.filter(de_otros_sin_abrir(site)).values_list("pk", flat=True))
    return [item for item in candidates if item.page_id not in hidden]


def suggest(texto, *, site, locale, limite=6):
    """Return pages by name, the best first; the last word may be incomplete. One database query."""
    lugar = motor.Ambito(locale.language_code, site.pk)
    asked = _read(texto, lugar)
    if not asked:
        return []
    consulta = asked.empezada()
    found = motor.find(consulta, lugar, _MOST_SUGGESTED_FROM, solo_nombres=True)
    best = [item for _points, item in sort(found, consulta)]
    return [Sugerencia(item.titulo, item.page_id, item.grupo) for item in best[:limite]]


def read_in(texto, idioma, site_id):
    """Parse ``texto`` into a :class:`Consulta`; ``site_id`` None means all portals."""
    return read_query(texto, idioma, equivalencias(), nombres_de(site_id))


def _read(texto, lugar):
    return read_in(texto, lugar.idioma, lugar.site_id)


@dataclass(frozen=True)
class _Answer:
    """A query and its candidates; ``ofrecidos`` are those of the text ``ofrecida``."""

    consulta: Consulta
    candidates: list[motor.Candidato]
    corregida: str = ""
    alguna: bool = False
    ofrecida: str = ""
    ofrecidos: list[motor.Candidato] = field(default_factory=list)


def _find(texto, asked, lugar):
    """Return the :class:`_Answer`, of the corrected text only if the typed text finds nothing."""
    begun, found = asked if asked.esta_entera else asked.empezada(), _all(asked, lugar)
    if any(item.nivel == motor.NOMBRE for item in found):
        return _Answer(asked, found)
    # The last word may be incomplete. If texts match it as typed, only names are searched for
    # words that begin with it: in texts it would match unrelated words.
    if begun is not asked:
        found = _once(found + motor.find(begun, lugar, TOPE + 1, solo_nombres=bool(found)))
    if found:
        return _Answer(begun, found + _also(asked, lugar, found))
    some, corregida = _also(asked, lugar, []), _corrected(texto, asked, lugar)
    if not corregida:
        return _Answer(asked, some, alguna=bool(some))
    meant = _read(corregida, lugar)
    found = _all(meant, lugar)
    if some:
        offered = corregida if found else ""
        return _Answer(asked, some, alguna=True, ofrecida=offered, ofrecidos=found)
    if found:
        return _Answer(meant, found + _also(meant, lugar, found), corregida)
    some = _also(meant, lugar, [])
    return _Answer(meant, some, corregida if some else "", alguna=bool(some))


def _once(candidates):
    """Return each page once, with the best level in which it was found."""
    by_level = sorted(candidates, key=lambda item: item.nivel)
    return list({item.page_id: item for item in by_level}.values())


def _also(asked, lugar, found):
    """Return candidates that have only some of the words; none if a name in ``found`` has all.

    For «oficina de multas» the right page may have «multas» in its title and «oficina» nowhere;
    and a text may have all the words by chance.
    """
    if len(asked.alguna().grupos) == 1 or motor.NOMBRE in {i.nivel for i in found}:
        return []
    known = {item.page_id for item in found}
    others = motor.find(asked.alguna(), lugar, TOPE + 1, alguna=True)
    if not (others or found) and asked.sueltas:
        others = motor.find(replace(asked, grupos=asked.sueltas), lugar, TOPE + 1, alguna=True)
    return [replace(item, nivel=motor.PARTE) for item in others if item.page_id not in known]


def _all(consulta, lugar):
    return motor.find(consulta, lugar, TOPE + 1)


def _corrected(texto, asked, lugar):
    """Return ``texto`` with its spelling corrected, or "" if there is nothing to correct.

    A word that no page of ``lugar`` has is replaced by a similar one from the name of a public
    page, if a page of ``lugar`` has that one.
    """
    # A word of a synonym is not a spelling error, even if no page has it.
    said = palabras_de(equivalencias(), lugar.idioma)
    typed = [
        word
        for word in asked.escritas
        if len(word) >= ortografia.SHORTEST and raiz(word, lugar.idioma) not in said
    ]
    known = motor.similar(typed, lugar.idioma)
    typed = [word for word in typed if not _is_known(word, known[word], lugar.idioma)]
    likely = {word: ortografia.parecidas(word, known[word]) for word in typed}
    if not any(likely.values()):
        return ""
    there = motor.existing({*typed, *chain.from_iterable(likely.values())}, lugar)
    meant = {}
    for word in typed:
        found = (other for other in likely[word] if other in there)
        if word not in there and (other := next(found, None)):
            meant[word] = known[word][other]
    return rewrite(texto, meant) if meant else ""


def _is_known(word, vocabulary, idioma):
    """Whether ``vocabulary`` has the word or another word of its stem: it is no spelling error."""
    stem = raiz(word, idioma)
    return any(raiz(other, idioma) == stem for other in vocabulary)
