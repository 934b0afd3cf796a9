"""How texts and questions are cut into words, the same on both sides and on both databases.

On PostgreSQL the text search configuration ``busqueda`` does to texts what is done here
(``search/migrations/0001_initial.py``); what is changed here is changed there.
"""

import re
from functools import lru_cache

import snowballstemmer

from base.texto import normalized, plain

from .vacias import SILENT

_WORD = re.compile(r"[^\W_]+")
# Not every stemmer knows «-aciones» without the accent that its singular has.
_PLURAL = re.compile(r"([au])ciones$")
_STEMMERS = {"es": "spanish", "en": "english"}

# Words whose stem is that of something else: «casarse» would be about houses.
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
    """Return the words of ``texto`` in their order, without accents or capitals."""
    return [_singular(word) for word in _WORD.findall(plain(_joined(texto)))]


def escritas(texto):
    """Return {word as :func:`palabras` gives it: as ``texto`` has it, in small letters}."""
    words = _WORD.findall(_joined(texto).lower())
    return {_singular(plain(word)): word for word in reversed(words)}


def reescribir(texto, correcciones):
    """Return ``texto`` with other words in place of the analysed ones in ``correcciones``."""
    return _WORD.sub(
        lambda match: correcciones.get(_singular(plain(match[0])), match[0]), _joined(texto)
    )


def _joined(texto):
    """Return ``texto`` with its letters and their accents in one."""
    return normalized("NFC", texto)


def _singular(word):
    return _PLURAL.sub(r"\1cion", word)


@lru_cache(maxsize=50_000)
def raiz(palabra, idioma):
    """Return the stem of a word that :func:`palabras` gave, in the language of the code."""
    if idioma not in _STEMMERS or not palabra.isalpha():
        return palabra
    # One a word: stemmers keep what they work on in themselves, and threads would share it.
    return snowballstemmer.stemmer(_STEMMERS[idioma]).stemWord(palabra)


def raices(texto, idioma):
    """Return the stems of the words of ``texto`` that say something."""
    return [raiz(word, idioma) for word in que_dicen(palabras(texto), idioma)]


def palabras_dichas(texto, idioma):
    """Return the words of a question, in place of those whose stem misleads what they mean."""
    meant = _MEANT.get(idioma, {})
    return [meant.get(word, word) for word in palabras(texto)]


def que_dicen(words, idioma):
    """Return those of ``words`` that say what is looked for; all, if none does."""
    silent = SILENT.get(idioma, frozenset())
    return [word for word in words if word not in silent] or words
