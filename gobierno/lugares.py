"""Search of streets as people write them: «Calle 4 e/ A y B» equals «calle 4 entre A y B»."""

import re
from dataclasses import dataclass

from base.texto import names_in, plain

# They are applied in this order, to lowercase text without accents.
_WRITTEN_IN_FULL = [
    (re.compile(rf"\b(?:{short})"), f" {full} ")
    for short, full in [
        (r"e/", "entre"),
        (r"c/", "calle"),
        (r"esq\b\.?", "esquina"),
        (r"(?:ave?|avda)\b\.?", "avenida"),
        (r"(?:rpto|rep)\b\.?", "reparto"),
        (r"carr\b\.?", "carretera"),
        (r"callej\b\.?", "callejon"),
        (r"(?:pje|psje)\b\.?", "pasaje"),
        (r"gral\b\.?", "general"),
        (r"(?:cmdte|cdte|cmte)\b\.?", "comandante"),
        (r"dra?\b\.?", "doctor"),
        (r"sta\b\.?", "santa"),
        (r"sto\b\.?", "santo"),
        (r"(?:circ|circuns)\b\.?", "circunscripcion"),
    ]
]
_ORDINALS = {
    "primera": "1",
    "segunda": "2",
    "tercera": "3",
    "cuarta": "4",
    "quinta": "5",
    "sexta": "6",
    "septima": "7",
    "octava": "8",
    "novena": "9",
    "decima": "10",
}
_ORDINAL = re.compile(r"(\d+)(?:ra|da|era|ta|ma|va|na)")
_HOUSE = re.compile(r"(?:\b(?:no|num|numero)\b|#)[\s.]*\d\w*|\bs/n\b")
_CONSTITUENCY = re.compile(r"\bcircunscripcion[\s#]*(?:(?:no|num|numero)\b[\s.]*)?(\d+)")
_WORD = re.compile(r"[a-z0-9]+")
_CORNER = re.compile(r"\b(?:entre|esquina)\b")
# Words before or between names, which do not distinguish one place from another.
_GENERIC = {
    *("avenida", "barrio", "calle", "circunscripcion", "consejo", "poblado", "popular", "reparto"),
    *("delegada", "delegado", "mi"),
    *("al", "de", "del", "el", "en", "entre", "esquina", "la", "las", "los", "por", "y"),
}
_SHORT = 2


def normal(text):
    """Return ``text`` in lowercase, without accents and with its abbreviations written in full."""
    text = plain(text)
    for short, full in _WRITTEN_IN_FULL:
        text = short.sub(full, text)
    return text


def words(text):
    """Return the list of words of ``text``, with ordinals as numbers: «tercera» is «3»."""
    return [_as_number(word) for word in _WORD.findall(text)]


def _as_number(word):
    if found := _ORDINAL.fullmatch(word):
        return found[1]
    return _ORDINALS.get(word, word)


def places(text):
    """Return one frozenset of words for each place in ``text``, a text separated by commas."""
    return [frozenset(words(normal(name))) for name in names_in(text)]


@dataclass(frozen=True)
class Intento:
    """One way to read a search: all of ``palabras`` must match; ``todas`` has generic words too."""

    palabras: tuple
    todas: tuple

    def score(self, found):
        """Return the most words that one of the places ``found`` matches; 0 if one is missing."""
        every = frozenset().union(*found)
        if not all(_is_in(word, every) for word in self.palabras):
            return 0
        return max(sum(_is_in(word, place) for word in self.todas) for place in found)


def _is_in(word, place):
    """Whether ``word`` is in ``place``: longer words may be a prefix, «4» and «B» may not."""
    if len(word) <= _SHORT or word.isdigit():
        return word in place
    return any(other.startswith(word) for other in place)


@dataclass(frozen=True)
class Pregunta:
    """A search: the number of a circunscripción, or several ways to read an address."""

    numero: int | None
    intentos: tuple


def read(text):
    """Return the :class:`Pregunta` of a search text.

    House numbers are ignored, because they do not identify a delegado. The attempts are: the whole
    text, without the streets at the corners, without the text after the first comma, without both.
    """
    text = normal(text)
    if found := _CONSTITUENCY.search(text):
        return Pregunta(int(found[1]), ())
    text = _HOUSE.sub(" ", text)
    street, *rest = text.split(",")
    outside = _CORNER.split(street)[0]
    ways = [text, ",".join([outside, *rest]), street, outside]
    attempts = (_attempt(way) for way in ways)
    return Pregunta(None, tuple(dict.fromkeys(filter(None, attempts))))


def _attempt(text):
    every = tuple(words(text))
    telling = tuple(word for word in every if word not in _GENERIC)
    return Intento(telling, every) if telling else None
