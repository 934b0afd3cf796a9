"""Readability of Spanish texts: the Szigriszt-Pazos index with the INFLESZ bands.

«Perspicuidad» (F. Szigriszt Pazos, 1993): 206.835 minus 62.3 times the average syllables per word,
minus the average words per sentence; the bands are of I. Barrio-Cantalejo (INFLESZ, 2008), made for
texts that offices and hospitals give to people. ``silabeador`` counts syllables (ADR 0060).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import silabeador
from django.utils.translation import gettext_lazy as _

# With fewer words the index is meaningless.
MINIMO = 50
# In sentences with more words people lose the thread; the limit of plain-language guides.
LARGA = 30
# A name or a cell of a table is not a sentence.
_FEW_WORDS = 5
_LONGEST_WORD = 40

BANDAS = (
    # (lowest index, whether it is easy enough, name, what is as hard to read)
    (80, True, _("Muy fácil"), _("como un cuento para niños")),
    (65, True, _("Bastante fácil"), _("como un libro de primaria o una novela popular")),
    (55, True, _("Normal"), _("como un periódico")),
    (40, False, _("Algo difícil"), _("como un libro de preuniversitario")),
    (float("-inf"), False, _("Muy difícil"), _("como un texto universitario")),
)

_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile("[aeiouáéíóúü]+")
# Where a sentence ends and another begins, in a line with single spaces.
_BETWEEN = re.compile(
    r"(?:(?<=[.!?…])|(?<=[.!?…][»”\")])) (?=[A-ZÁÉÍÓÚÜÑ¿¡]|[«“\"(][A-ZÁÉÍÓÚÜÑ¿¡])"
)
# The full stop after these does not end a sentence.
_ABBREVIATIONS = frozenset(
    [
        *("a", "art", "arts", "av", "ave", "cap", "dr", "dra", "esq", "gral", "ing", "lic", "m"),
        *("mcs", "msc", "no", "núm", "p", "pág", "págs", "prof", "sr", "sra", "sta", "sto", "tel"),
        *("ud", "uds"),
    ]
)


@dataclass(frozen=True)
class Oracion:
    texto: str
    palabras: int


@dataclass(frozen=True)
class Legibilidad:
    """``indice`` is None if the text is too short; ``largas`` are its 3 longest sentences."""

    palabras: int
    indice: float | None
    largas: tuple[Oracion, ...]

    @property
    def banda(self):
        return next(banda for banda in BANDAS if self.indice >= banda[0])

    @property
    def es_facil(self):
        return self.indice is None or self.banda[1]

    @property
    def nombre(self):
        return self.banda[2]

    @property
    def como(self):
        return self.banda[3]

    @property
    def demasiado_largas(self):
        return [oracion for oracion in self.largas if oracion.palabras > LARGA]


def measure(texts):
    """Return the :class:`Legibilidad` of ``texts``, each a paragraph or an item of a list."""
    sentences, syllables = [], 0
    for text in texts:
        for sentence in oraciones(text):
            words = _WORD.findall(sentence)
            if len(words) >= _FEW_WORDS:
                sentences.append(Oracion(sentence, len(words)))
                syllables += sum(map(silabas, words))
    words = sum(sentence.palabras for sentence in sentences)
    indice = None
    if words >= MINIMO:
        indice = 206.835 - 62.3 * syllables / words - words / len(sentences)
    longest = sorted(sentences, key=lambda sentence: -sentence.palabras)[:3]
    return Legibilidad(words, indice, tuple(longest))


def oraciones(text):
    """Return the sentences of ``text``; the end of a line also ends a sentence."""
    found = []
    for line in text.splitlines():
        line = " ".join(line.split())
        begin = 0
        for match in _BETWEEN.finditer(line):
            if not _ends_in_abbreviation(line[begin : match.start()]):
                found.append(line[begin : match.start()])
                begin = match.end()
        found.append(line[begin:])
    return [sentence for sentence in found if sentence]


def _ends_in_abbreviation(text):
    last = text[:-1].rpartition(" ")[2]
    return text.endswith(".") and last.lstrip("(").lower() in _ABBREVIATIONS


@lru_cache(maxsize=20_000)
def silabas(word):
    """Return the number of syllables of a word; initials without a vowel count as one.

    The library's list of exceptions is not used: it is about scanning verses, not about spelling.
    The library may fail on text that is not Spanish, as «ymzl»; then each group of vowels counts.
    """
    word = word[:_LONGEST_WORD].lower()
    try:
        return len(silabeador.syllabify(word, exceptions=0)) or 1
    except IndexError:
        return len(_VOWELS.findall(word)) or 1
