"""Splits page texts and search texts into words, in the same way on both databases.

On PostgreSQL the text search configuration ``busqueda`` processes page texts as this module does
(``search/migrations/0001_initial.py``): a change here needs the same change there.
"""

import re
from functools import lru_cache

import snowballstemmer

from base.texto import normalized, plain

from .vacias import SILENT

_WORD = re.compile(r"[^\W_]+")
# Not every stemmer recognises «-aciones», which lacks the accent of the singular «-ación».
_PLURAL = re.compile(r"([au])ciones$")
_STEMMERS = {"es": "spanish", "en": "english"}

# {word: word to use instead}, if its stem misleads: «casarse» would find pages about houses.
_MEANT = {
    "es": {
        **{
            f"{stem}{end}": "boda"
            for stem, ends in {
                "casa": ("da", "das", "do", "dos", "miento", "ndonos", "r", "rnos", "ron"),
                "casar": ("me", "se", "te"),
            }.items()
            for end in ends
        },
        **dict.fromkeys(("habitante", "habitantes"), "poblacion"),
    },
}


def palabras(texto):
    """Return the words of ``texto`` in their order, without accents or capitals, as a list."""
    return [_singular(word) for word in _WORD.findall(plain(_joined(texto)))]


def escritas(texto):
    """Return {word as :func:`palabras` returns it: the same word as in ``texto``, lowercase}."""
    words = _WORD.findall(_joined(texto).lower())
    return {_singular(plain(word)): word for word in reversed(words)}


def rewrite(texto, correcciones):
    """Return ``texto`` corrected; ``correcciones`` is {analysed word: word to put in its place}."""
    return _WORD.sub(
        lambda match: correcciones.get(_singular(plain(match[0])), match[0]), _joined(texto)
    )


def _joined(texto):
    """Return ``texto`` in Unicode form NFC: each letter and its accent are one character."""
    return normalized("NFC", texto)


def _singular(word):
    return _PLURAL.sub(r"\1cion", word)


@lru_cache(maxsize=50_000)
def raiz(palabra, idioma):
    """Return the stem of a word returned by :func:`palabras`; ``idioma`` is a language code."""
    if idioma not in _STEMMERS or not palabra.isalpha():
        return palabra
    # A new stemmer for each word: a stemmer stores the word in itself, so threads cannot share one.
    return snowballstemmer.stemmer(_STEMMERS[idioma]).stemWord(palabra)


def raices(texto, idioma):
    """Return the stems of the words of ``texto``, without words such as «de» or «quiero»."""
    return [raiz(word, idioma) for word in que_dicen(palabras(texto), idioma)]


def palabras_dichas(texto, idioma):
    """Return the words of a search text; ``_MEANT`` replaces words whose stem misleads."""
    meant = _MEANT.get(idioma, {})
    return [meant.get(word, word) for word in palabras(texto)]


def que_dicen(words, idioma):
    """Return ``words`` without the words in ``SILENT``; all of them if no other word is left."""
    silent = SILENT.get(idioma, frozenset())
    return [word for word in words if word not in silent] or words
