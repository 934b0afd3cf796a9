"""How texts and questions are cut into words, the same on both sides and on both databases.

On PostgreSQL the text search configuration ``busqueda`` does to texts what is done here
(``search/migrations/0002_ficha.py``); what is changed here is changed there.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from base.texto import plain

_WORD = re.compile(r"[^\W_]+")
# The stemmer knows «-aciones» by the accent that its singular has, and which is gone here.
_PLURAL = re.compile(r"([au])ciones$")
_STEMMERS = {"es": "spanish", "en": "english"}

# What joins the words of a question and says nothing of what is looked for.
_SILENT = {
    "es": """a al ante como con cual cuales cuando cuanto de del desde donde durante e el ella en
        entre era es esa ese eso esta este esto estos hacer hacia hago hasta hay la las le les lo
        los mas me mi mis muy necesito no nos o para pero por porque puedo que quien quiero se ser
        si sin sobre son su sus tengo u un una unas uno unos y ya yo""",
    "en": """a an and are as at be by can do does for from get have how i in is it my need of on or
        that the this to want what when where which who with you your""",
}
_SILENT = {language: frozenset(words.split()) for language, words in _SILENT.items()}


def palabras(texto):
    """Return the words of ``texto`` in their order: small letters without accents."""
    words = _WORD.findall(plain(unicodedata.normalize("NFC", texto)))
    return [_PLURAL.sub(r"\1cion", word) for word in words]


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


def que_dicen(words, idioma):
    """Return those of ``words`` that say what is looked for; all, if none does."""
    silent = _SILENT.get(idioma, frozenset())
    return [word for word in words if word not in silent] or words
