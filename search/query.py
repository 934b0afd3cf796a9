"""Parses the text of a search into a query of the index (:class:`Consulta`).

A query has groups, and a page must match each group. A group has alternatives, and one must match.
An alternative has words, and all must be there. A word with a star at its end is a prefix.
"""

import re
from dataclasses import dataclass, replace

from . import marcas
from .analisis import palabras, palabras_dichas, que_dicen, raiz
from .expresiones import es_vacia, find_expressions
from .models import Grupo
from .ortografia import sonido
from .vacias import CIRCUMSTANCES, OF_PLACES, OF_PROCEDURES

# Maximum number of words: more words find nothing better, but cost time.
MOST_WORDS = 12
_MOST_READ = 60
_SHORTEST_WHOLE = 3
# Digits written like a telephone number, and how many of them make one: fewer are enough if
# nothing else was typed.
_NUMBER = re.compile(r"\+?\d[\d\s().-]{1,24}\d")
_SHORTEST_NUMBER, _SHORTEST_ALONE = 5, 3
_ABROAD, _NATIONAL = re.compile("(00)?53"), 8


@dataclass(frozen=True)
class Consulta:
    """``grupos`` are the required groups, ``escritas`` the meaningful words as they were typed.

    ``sueltas`` are optional groups, which raise the rank of a page a little; ``partes`` are the
    words of the expressions, which raise it less. ``telling`` are the typed words that are not in
    ``SILENT``; ``grupo`` is the likely result group, or ""; ``lugares`` are names of places, which
    do not count against a page whose name has them; ``dichas`` are all typed words.
    """

    idioma: str
    grupos: tuple[tuple[tuple[str, ...], ...], ...]
    escritas: tuple[str, ...]
    sueltas: tuple[tuple[tuple[str, ...], ...], ...] = ()
    partes: tuple[tuple[tuple[str, ...], ...], ...] = ()
    telling: tuple[str, ...] = ()
    grupo: str = ""
    lugares: tuple[str, ...] = ()
    dichas: tuple[str, ...] = ()

    def __bool__(self):
        return bool(self.grupos)

    @property
    def palabras(self):
        """The words to highlight in results, each once, in the order of the query.

        A synonym of several words is left out: its words alone do not mean the same.
        """
        groups = map(_told_in_texts, (*self.grupos, *self.sueltas, *self.partes))
        words = (word for group in groups for option in group for word in option)
        return list(dict.fromkeys(word.rstrip("*") for word in words))

    @property
    def nombres(self):
        """The marks of the pages whose name is exactly what was searched."""
        names = [
            [raiz(word, self.idioma) for word in words] for words in (self.telling, self.escritas)
        ]
        if len(self.grupos) == 1:
            names += [[raiz(word, self.idioma) for word in option] for option in self.grupos[0]]
        return list(dict.fromkeys(marcas.llamada(name) for name in names if name))

    def en_nombres(self):
        """Return the query for names, without alternatives that include another: they add none."""
        return replace(self, grupos=tuple(map(self._fewest, self.grupos)))

    def _fewest(self, group):
        stems = {frozenset(raiz(word, self.idioma) for word in option): option for option in group}
        return tuple(
            option for words, option in stems.items() if not any(other < words for other in stems)
        )

    def en_textos(self):
        """Return the query for texts, without synonyms of several words.

        Their words may be far apart in a long text. The first alternative, if it was typed, stays.
        """
        return replace(self, grupos=tuple(map(_told_in_texts, self.grupos))).en_nombres()

    def alguna(self):
        """Return the query with ``partes`` and the ``sueltas`` that have synonyms as groups."""
        meaning = (group for group in self.sueltas if len(group) > 1)
        return replace(self, grupos=(*self.grupos, *meaning, *self.partes))

    @property
    def esta_entera(self):
        """Whether the last word is complete because it has synonyms: «pan» is not «pantalla»."""
        last = self.grupos[-1]
        return len(last) > 1 and len(last[0][-1]) >= _SHORTEST_WHOLE

    def empezada(self):
        """Return the query whose last word also matches words that begin with it."""
        *before, last = self.grupos
        begun = tuple((*option[:-1], f"{option[-1].rstrip('*')}*") for option in last)
        return replace(self, grupos=(*before, tuple(dict.fromkeys((*last, *begun)))))


def read_query(texto, idioma, equivalencias=(), lugares=()):
    """Parse ``texto`` into a :class:`Consulta`. ``equivalencias`` are groups of expressions with
    one meaning, each a tuple of words; ``lugares`` are the words in names of places.
    """
    numbers, rest = _take_numbers(texto)
    words = palabras_dichas(rest, idioma)[:_MOST_READ]
    read = _Reading(idioma, equivalencias, lugares)
    for said, names in find_expressions(words, idioma, equivalencias):
        read.take(said, names)
    return read.consulta(words, numbers)


def _told_in_texts(group):
    first, *others = group
    return (first, *(option for option in others if len(option) == 1))


def _take_numbers(texto):
    """Return (groups of possible telephone numbers, text without them)."""
    groups = []
    shortest = _SHORTEST_ALONE if _NUMBER.fullmatch(texto.strip()) else _SHORTEST_NUMBER

    def take(match):
        digits = "".join(filter(str.isdecimal, match[0]))
        if len(digits) < shortest:
            return match[0]
        abroad = _ABROAD.match(digits) if len(digits) > _NATIONAL else None
        national = digits[abroad.end() :] if abroad else digits
        parts = tuple(palabras(match[0]))
        groups.append(tuple(dict.fromkeys(((f"{national}*",), parts))))
        return " "

    rest = _NUMBER.sub(take, texto)
    return groups, rest


class _Reading:
    """Sorts the words of a search into required and optional groups."""

    def __init__(self, idioma, equivalencias, lugares):
        self.idioma, self.equivalencias, self.lugares = idioma, equivalencias, lugares
        self.grupos, self.sueltas, self.partes = [], [], []
        self.escritas, self.asked_for = [], ""
        self.loose = {
            sonido(word): grupo
            for words, grupo in (
                ((*lugares, *CIRCUMSTANCES.get(idioma, ())), ""),
                (OF_PROCEDURES.get(idioma, ()), Grupo.TRAMITES),
                (OF_PLACES.get(idioma, ()), Grupo.DIRECTORIO),
            )
            for word in words
        }

    def take(self, said, names):
        """Add ``said``, the words of an expression, with its synonyms ``names``."""
        telling = tuple(word for word in said if not es_vacia(word, self.idioma))
        # What was typed comes first: it has a higher rank than its synonyms.
        typed = [telling] if telling in names or len(telling) == len(said) else []
        group = tuple(option for option in dict.fromkeys((*typed, *names)) if option)
        if not group:
            return
        if len(said) == 1 and (heard := sonido(said[0])) in self.loose:
            self.asked_for = self.asked_for or self.loose[heard]
            self.sueltas.append(group)
        else:
            self.grupos.append(group)
            self.escritas += telling
            if len(said) > 1:
                self.partes += [self._alone(word) for word in telling]

    def _alone(self, word):
        """Return the group of one word of an expression, with the synonyms of that word."""
        ((_said, names),) = find_expressions([word], self.idioma, self.equivalencias)
        return tuple(dict.fromkeys(((word,), *names)))

    def consulta(self, words, numbers):
        telling = que_dicen(words, self.idioma)
        grupos, sueltas = self.grupos, self.sueltas
        escritas = self.escritas
        if not grupos and not numbers:
            # Only optional words were typed: those with synonyms mean the most.
            meaning = [group for group in sueltas if len(group) > 1]
            grupos = meaning or sueltas or [((word,),) for word in telling]
            escritas = telling
        grupos = tuple(dict.fromkeys(grupos))[:MOST_WORDS]
        sueltas = [group for group in dict.fromkeys(sueltas) if group not in grupos]
        return Consulta(
            self.idioma,
            (*grupos, *numbers)[:MOST_WORDS],
            escritas=tuple(dict.fromkeys(escritas)),
            sueltas=tuple(sueltas[:MOST_WORDS]),
            partes=tuple(dict.fromkeys(self.partes))[:MOST_WORDS],
            telling=tuple(dict.fromkeys(telling)),
            grupo=self.asked_for,
            lugares=self.lugares,
            dichas=tuple(words),
        )
