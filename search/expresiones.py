"""What people say, found in a question: expressions of one meaning, however they are written.

An expression is known by how the stems of its words sound, so «bibienda» is «vivienda» here; what
only joins its words may be missing in the question, or be said where it has none. «No hay
luz/corriente» is two of them.
"""

import re
from collections import defaultdict
from functools import lru_cache
from itertools import chain, islice, product

from .analisis import palabras_dichas, que_dicen, raiz
from .ortografia import sonido
from .vacias import CLITICS, GLUE, LIGHT_VERBS, ROUND_ABOUT, SILENT, WHOLE

# Of shorter words, as «CI», others sound the same.
_SHORTEST = 3
_MISSPELT_END = re.compile("asion(es)?$")
# «Casita», «cafecito», «cuartico»; «tupió» without its accent.
_SMALL = re.compile("(?:(?:ec|c)?it|(?<=t)ic)([oa]s?)$")
_PAST = re.compile("(?<=[^aeiou])i$")
# «Ponerle», «sacarme».
_ENCLITIC = re.compile("(?<=[a-z]{4})(?:l[aeo]s?|[mst]e|nos)$")
# So many words that say something else may stand among those of an expression. Of two expressions
# the one with more words is meant; these count less, and those that stand between against it.
_BETWEEN = 2
_EMPTY, _OTHER = 0.3, 0.15
_SLASH, _APART = "/", "·"
# So many expressions may be written as one, with slashes.
MOST_READINGS = 100


def dividida(expresion, idioma):
    """Return the analysed words of an expression; alternatives keep the slashes between them."""
    words = []
    for token in expresion.split():
        parts = [palabras_dichas(part, idioma) for part in token.split(_SLASH)]
        if len(parts) == 1:
            words += parts[0]
        elif alternatives := [part[0] for part in parts if part]:
            words.append(_SLASH.join(alternatives))
    return tuple(words)


def lecturas(words):
    """Return each of the expressions that the words of one are, without slashes."""
    return islice(product(*(word.split(_SLASH) for word in words)), MOST_READINGS)


def clave(words, idioma):
    """Return what an expression of the analysed ``words`` is known by."""
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
    """Whether an analysed word says nothing in a question: «kiero» does not, either."""
    if word in WHOLE:
        return False
    return any(sonido(each) in _empty(idioma) for each in (word, _ENCLITIC.sub("", word)))


@lru_cache(maxsize=50_000)
def oida(word, idioma):
    """Return how the stem of an analysed word sounds; the word if its stem means something else.

    Words that say nothing are apart: «como» is not «comida».
    """
    heard = word
    if len(word) >= _SHORTEST and word not in WHOLE:
        stem = raiz(_MISSPELT_END.sub("acion", word), idioma)
        heard = sonido(_PAST.sub("", stem) if idioma == "es" else stem)
    return f"{_APART}{heard}" if es_vacia(word, idioma) else heard


class _Known:
    """All expressions of some groups.

    ``names`` holds, by the key of an expression, the names that its meaning has, ``telling`` how
    many of its words say something; ``keys``, by a stem, the keys with it.
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
        """Return the stems that ``word`` may have in expressions: its own, and without «-ita»."""
        heard = oida(word, self.idioma)
        if es_vacia(word, self.idioma):
            return (heard,)
        return tuple(dict.fromkeys((heard, oida(_SMALL.sub(r"\1", word), self.idioma))))

    def in_question(self, words):
        """Return [(key, places)] of all expressions said in a question, the most telling first."""
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
            # An expression may be one word that says nothing («somos»): it asks for nothing.
            if places and (len(key) > 1 or not es_vacia(words[places[0]], self.idioma)):
                inside = set(range(places[0], places[-1])) - set(places)
                other = sum(not es_vacia(words[place], self.idioma) for place in inside)
                if other <= _BETWEEN:
                    telling = self.telling[key]
                    score = telling + _EMPTY * (len(key) - telling) - _OTHER * other
                    found.append((-score, -self._rarity(key), places, key))
        return [(key, places) for *_order, places, key in sorted(found)]

    def _rarity(self, key):
        """Return the more, the fewer expressions have the words of this one: «moto», not «casa»."""
        return sum(1 / len(self.keys[stem]) for stem in key)


_known = lru_cache(maxsize=8)(_Known)


def _closest(key, heard):
    """Return the places of ``heard`` where all of ``key`` stands closest together, or None."""
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
    """Whether a page may be called so: «no hay agua» would be called «agua», which says less."""
    said = set(words) - GLUE
    is_one = not any(_SLASH in word for word in words)
    return bool(said) and is_one and not said & SILENT.get(idioma, frozenset())


@lru_cache(maxsize=8)
def palabras_de(equivalencias, idioma):
    """Return the stems of all words that stand in expressions."""
    words = {word for group in equivalencias for expression in group for word in expression}
    return frozenset(raiz(each, idioma) for word in words for each in word.split(_SLASH))


def hallar(words, idioma, equivalencias):
    """Yield (words said, names that mean the same) all along a question, its words in order.

    The words of an expression may stand in another order, and between them others: «quitaron otra
    vez la luz» is «quitaron la luz». Where none stands there is one word, with no names.
    """
    known, said = _known(equivalencias, idioma), {}
    for key, places in known.in_question(words):
        if said.keys().isdisjoint(places):
            said |= dict.fromkeys(places, (places, known.names[key]))
    for place in range(len(words)):
        places, names = said.get(place, ([place], []))
        if place == places[0]:
            yield [words[each] for each in places], names
