"""Finds the expressions of the synonyms in a search text, also when they are misspelt.

Two expressions are the same if the stems of their words sound the same: «bibienda» is «vivienda»
here. Words of ``GLUE`` («de», «la») are ignored on both sides. A slash writes several expressions
as one: «no hay luz/corriente».
"""

import re
from collections import defaultdict
from functools import lru_cache
from itertools import chain, islice, product

from .analisis import palabras_dichas, que_dicen, raiz
from .ortografia import sonido
from .vacias import CLITICS, GLUE, LIGHT_VERBS, ROUND_ABOUT, SILENT, WHOLE

# Shorter words, such as «CI», sound like too many others: they are compared as written.
_SHORTEST = 3
_MISSPELT_END = re.compile("asion(es)?$")
# Diminutives: «casita», «cafecito», «cuartico». Past tense: «tupió» without its accent.
_SMALL = re.compile("(?:(?:ec|c)?it|(?<=t)ic)([oa]s?)$")
_PAST = re.compile("(?<=[^aeiou])i$")
# Verbs with a pronoun at the end: «ponerle», «sacarme».
_ENCLITIC = re.compile("(?<=[a-z]{4})(?:l[aeo]s?|[mst]e|nos)$")
# Maximum number of other meaningful words between the words of an expression. If two expressions
# overlap, the higher score wins: 1 for each word, only ``_EMPTY`` for a word without meaning
# («quiero»), and ``_OTHER`` is subtracted for each other word between.
_BETWEEN = 2
_EMPTY, _OTHER = 0.3, 0.15
_SLASH, _APART = "/", "·"
# Maximum number of expressions that one expression with slashes may stand for.
MOST_READINGS = 100


def dividida(expresion, idioma):
    """Return the analysed words of an expression, a tuple; «luz/corriente» stays one element."""
    words = []
    for token in expresion.split():
        parts = [palabras_dichas(part, idioma) for part in token.split(_SLASH)]
        if len(parts) == 1:
            words += parts[0]
        elif alternatives := [part[0] for part in parts if part]:
            words.append(_SLASH.join(alternatives))
    return tuple(words)


def lecturas(words):
    """Return an iterator of the expressions without slashes that ``words`` stand for."""
    return islice(product(*(word.split(_SLASH) for word in words)), MOST_READINGS)


def clave(words, idioma):
    """Return the key of the expression with the analysed ``words``: a tuple of sounds."""
    words = list(words)
    if len(words) == 2 and words[0] in CLITICS:  # «se casa» is not «casa»
        return tuple(oida(word, idioma) for word in words)
    said = [word for word in words if word not in GLUE and word not in CLITICS]
    return tuple(sorted(oida(word, idioma) for word in said or words))


@lru_cache(maxsize=8)
def _empty(idioma):
    words = SILENT.get(idioma, frozenset()) | ROUND_ABOUT.get(idioma, frozenset()) | GLUE | CLITICS
    stems, endings = LIGHT_VERBS.get(idioma, ("", ""))
    forms = map("".join, product(stems.split(), endings.split()))
    return frozenset(map(sonido, chain(words, forms)))


def es_vacia(word, idioma):
    """Whether an analysed word says nothing in a search, such as «quiero» or misspelt «kiero»."""
    if word in WHOLE:
        return False
    return any(sonido(each) in _empty(idioma) for each in (word, _ENCLITIC.sub("", word)))


@lru_cache(maxsize=50_000)
def oida(word, idioma):
    """Return the sound of the stem of an analysed word; a word of ``WHOLE`` as it is.

    Words without meaning (:func:`es_vacia`) get a prefix, so that «como» is not «comida».
    """
    heard = word
    if len(word) >= _SHORTEST and word not in WHOLE:
        stem = raiz(_MISSPELT_END.sub("acion", word), idioma)
        heard = sonido(_PAST.sub("", stem) if idioma == "es" else stem)
    return f"{_APART}{heard}" if es_vacia(word, idioma) else heard


class _Known:
    """Index of all expressions of the synonym groups.

    ``names`` is {key of an expression: names of the pages it means}, ``telling`` {key: number of
    its words that have a meaning}, ``keys`` {sound of a stem: keys that contain it}.
    """

    def __init__(self, equivalencias, idioma):
        self.idioma, self.names, self.telling = idioma, defaultdict(list), {}
        self.keys = defaultdict(set)
        for group in equivalencias:
            called = (words for words in group if _is_name(words, idioma))
            names = [tuple(que_dicen(list(words), idioma)) for words in called]
            for words in filter(None, group):
                for reading in lecturas(words):
                    key = clave(reading, idioma)
                    self.names[key] += names
                    self.telling[key] = sum(not es_vacia(word, idioma) for word in reading)
        for key in self.names:
            for stem in key:
                self.keys[stem].add(key)

    def hear(self, word):
        """Return the sounds of ``word`` to look up: of its stem, and of the stem without «-ita»."""
        heard = oida(word, self.idioma)
        if es_vacia(word, self.idioma):
            return (heard,)
        return tuple(dict.fromkeys((heard, oida(_SMALL.sub(r"\1", word), self.idioma))))

    def in_question(self, words):
        """Return [(key, positions)] of the expressions in the list ``words``, best score first."""
        skipped = GLUE | CLITICS
        heard = [() if word in skipped else self.hear(word) for word in words]
        found = []
        for start in range(len(words) - 1):
            key = clave(words[start : start + 2], self.idioma)
            if words[start] in CLITICS and key in self.names:
                found.append((-1 - _EMPTY, -self._rarity(key), [start, start + 1], key))
        stems = {stem for each in heard for stem in each}
        for key in set().union(*(self.keys.get(stem, ()) for stem in stems)):
            places = stems.issuperset(key) and _closest(key, heard)
            # An expression may be one word without meaning («somos»): it is ignored.
            if places and (len(key) > 1 or not es_vacia(words[places[0]], self.idioma)):
                inside = set(range(places[0], places[-1])) - set(places)
                other = sum(not es_vacia(words[place], self.idioma) for place in inside)
                if other <= _BETWEEN:
                    telling = self.telling[key]
                    score = telling + _EMPTY * (len(key) - telling) - _OTHER * other
                    found.append((-score, -self._rarity(key), places, key))
        return [(key, places) for *_order, places, key in sorted(found)]

    def _rarity(self, key):
        """Return how rare the words of an expression are: high for «moto», low for «casa»."""
        return sum(1 / len(self.keys[stem]) for stem in key)


_known = lru_cache(maxsize=8)(_Known)


def _closest(key, heard):
    """Return the positions in ``heard`` where the sounds of ``key`` are closest, or None."""
    found = []
    for start in range(len(heard)):
        left, places = list(key), []
        for place in range(start, len(heard)):
            if stem := next((stem for stem in heard[place] if stem in left), ""):
                left.remove(stem)
                places.append(place)
            elif place == start:
                break
        if not left:
            found.append(places)
    return min(found, key=lambda places: places[-1] - places[0], default=None)


def _is_name(words, idioma):
    """Whether ``words`` can name a page: «no hay agua» would be just «agua», which says less."""
    said = set(words) - GLUE
    is_one = not any(_SLASH in word for word in words)
    return bool(said) and is_one and not said & SILENT.get(idioma, frozenset())


@lru_cache(maxsize=8)
def palabras_de(equivalencias, idioma):
    """Return the stems of all words of the expressions, as a frozenset."""
    words = {word for group in equivalencias for expression in group for word in expression}
    return frozenset(raiz(each, idioma) for word in words for each in word.split(_SLASH))


def find_expressions(words, idioma, equivalencias):
    """Yield (words, names that mean the same) for each expression in the list ``words``.

    The words of an expression may be in another order, with others between: «quitaron otra vez la
    luz» is «quitaron la luz». A word outside expressions is yielded alone, with no names.
    """
    known, said = _known(equivalencias, idioma), {}
    for key, places in known.in_question(words):
        if said.keys().isdisjoint(places):
            said |= dict.fromkeys(places, (places, known.names[key]))
    for place in range(len(words)):
        places, names = said.get(place, ([place], []))
        if place == places[0]:
            yield [words[each] for each in places], names
