"""What a reader typed, as what is asked of the index.

A question is groups of which each must be found, a group is alternatives of which one must, an
alternative is words that must all be there. A word that ends with a star begins others.
"""

import re
from dataclasses import dataclass, replace

from . import marcas
from .analisis import palabras, palabras_dichas, que_dicen, raiz
from .expresiones import es_vacia, hallar
from .models import Grupo
from .ortografia import sonido
from .vacias import CIRCUMSTANCES, OF_PLACES, OF_PROCEDURES

# More words say no more, and would cost.
MOST_WORDS = 12
_MOST_READ = 60
_SHORTEST_WHOLE = 3
# Digits as telephones are written, and how many of them are taken for one: fewer where nothing
# else was typed.
_NUMBER = re.compile(r"\+?\d[\d\s().-]{1,24}\d")
_SHORTEST_NUMBER, _SHORTEST_ALONE = 5, 3
_ABROAD, _NATIONAL = re.compile("(00)?53"), 8


@dataclass(frozen=True)
class Consulta:
    """``grupos`` holds words as they are searched, ``escritas`` those that were typed.

    What is in ``sueltas`` need not be found, and says a little more of what is; ``partes`` are the
    words of its expressions, which say still less. ``telling`` are all the words that a name may
    have; ``grupo`` is where most likely stands what is asked for, or ""; ``lugares`` are the words
    of places, which names may have without being asked for; ``dichas`` are all that were typed.
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
        """Every word that tells what was found, once, in the order of the question.

        Those of several that mean the same together tell nothing apart.
        """
        groups = map(_told_in_texts, (*self.grupos, *self.sueltas, *self.partes))
        words = (word for group in groups for option in group for word in option)
        return list(dict.fromkeys(word.rstrip("*") for word in words))

    @property
    def nombres(self):
        """The marks of what is called exactly as was asked."""
        names = [
            [raiz(word, self.idioma) for word in words] for words in (self.telling, self.escritas)
        ]
        if len(self.grupos) == 1:
            names += [[raiz(word, self.idioma) for word in option] for option in self.grupos[0]]
        return list(dict.fromkeys(marcas.llamada(name) for name in names if name))

    def en_nombres(self):
        """The same, as names are asked: what holds all of another alternative finds no more."""
        return replace(self, grupos=tuple(map(self._fewest, self.grupos)))

    def _fewest(self, group):
        stems = {frozenset(raiz(word, self.idioma) for word in option): option for option in group}
        return tuple(
            option for words, option in stems.items() if not any(other < words for other in stems)
        )

    def en_textos(self):
        """The same, as it is asked of whole texts: two words of an expression stand in them apart.

        What was typed comes first in its group.
        """
        return replace(self, grupos=tuple(map(_told_in_texts, self.grupos))).en_nombres()

    def alguna(self):
        """The same, with all that means something among what it may find: no loose word alone."""
        meaning = (group for group in self.sueltas if len(group) > 1)
        return replace(self, grupos=(*self.grupos, *meaning, *self.partes))

    @property
    def esta_entera(self):
        """Whether the last word is one that people use: «pan» is not a beginning of «pantalla»."""
        last = self.grupos[-1]
        return len(last) > 1 and len(last[0][-1]) >= _SHORTEST_WHOLE

    def empezada(self):
        """The same, but the last word may be the beginning of one."""
        *before, last = self.grupos
        begun = tuple((*option[:-1], f"{option[-1].rstrip('*')}*") for option in last)
        return replace(self, grupos=(*before, tuple(dict.fromkeys((*last, *begun)))))


def leer(texto, idioma, equivalencias=(), lugares=()):
    """Return ``texto`` as a question; ``equivalencias`` are groups of expressions of one meaning,
    each a tuple of words; ``lugares`` are the words of what places are called.
    """
    numbers, rest = _take_numbers(texto)
    words = palabras_dichas(rest, idioma)[:_MOST_READ]
    read = _Reading(idioma, equivalencias, lugares)
    for said, names in hallar(words, idioma, equivalencias):
        read.take(said, names)
    return read.consulta(words, numbers)


def _told_in_texts(group):
    first, *others = group
    return (first, *(option for option in others if len(option) == 1))


def _take_numbers(texto):
    """Return what may be telephone numbers, as groups, and the text without them."""
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
    """Sorts what is said in a question: what has to be found, and what may be."""

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
        """Read ``said``, a word or an expression, which means the same as each of ``names``."""
        telling = tuple(word for word in said if not es_vacia(word, self.idioma))
        # What was said comes first: it is worth more than what means the same.
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
        """Return a word of an expression, with those that mean the same as it does by itself."""
        ((_said, names),) = hallar([word], self.idioma, self.equivalencias)
        return tuple(dict.fromkeys(((word,), *names)))

    def consulta(self, words, numbers):
        telling = que_dicen(words, self.idioma)
        grupos, sueltas = self.grupos, self.sueltas
        escritas = self.escritas
        if not grupos and not numbers:
            # Of words that are in many questions, those that mean something else say the most.
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
