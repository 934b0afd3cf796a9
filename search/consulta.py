"""What a reader typed, as what is asked of the index.

A question is groups of which each must be found, a group is alternatives of which one must, an
alternative is words that must all be there. A word that ends with a star begins others.
"""

import re
from dataclasses import dataclass, replace

from . import marcas
from .analisis import palabras, que_dicen, raiz

# More words say no more, and would cost.
MOST_WORDS = 12
# Digits as telephones are written, and how many of them are taken for one: fewer where nothing
# else was typed.
_NUMBER = re.compile(r"\+?\d[\d\s().-]{1,24}\d")
_SHORTEST_NUMBER, _SHORTEST_ALONE = 5, 3
_ABROAD, _NATIONAL = re.compile("(00)?53"), 8


@dataclass(frozen=True)
class Consulta:
    """``grupos`` holds words as they are searched, ``escritas`` those that were typed."""

    idioma: str
    grupos: tuple[tuple[tuple[str, ...], ...], ...]
    escritas: tuple[str, ...]

    def __bool__(self):
        return bool(self.grupos)

    @property
    def palabras(self):
        """Every word that may be found, once, in the order of the question."""
        words = (word for group in self.grupos for option in group for word in option)
        return list(dict.fromkeys(word.rstrip("*") for word in words))

    @property
    def nombres(self):
        """The marks of what is called exactly as was asked."""
        stems = [raiz(word, self.idioma) for word in self.escritas]
        names = [stems]
        if len(self.grupos) == 1:
            names += [[raiz(word, self.idioma) for word in option] for option in self.grupos[0]]
        return list(dict.fromkeys(marcas.llamada(name) for name in names if name))

    def empezada(self):
        """The same, but the last word may be the beginning of one."""
        *before, last = self.grupos
        begun = tuple((*option[:-1], f"{option[-1].rstrip('*')}*") for option in last)
        return replace(self, grupos=(*before, tuple(dict.fromkeys((*last, *begun)))))


def leer(texto, idioma, equivalencias=()):
    """Return ``texto`` as a question; ``equivalencias`` are groups of expressions of one meaning,
    each a tuple of words.
    """
    numbers, rest = _take_numbers(texto)
    words = list(dict.fromkeys(que_dicen(palabras(rest), idioma)))[:MOST_WORDS]
    groups = [*_expand(words, idioma, equivalencias), *numbers]
    return Consulta(idioma, tuple(groups[:MOST_WORDS]), tuple(words))


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


def _expand(words, idioma, equivalencias):
    """Yield a group for each word or expression, with those that mean the same."""
    known = {}
    for group in equivalencias:
        group = [tuple(que_dicen(list(expression), idioma)) for expression in group if expression]
        for expression in group:
            stems = tuple(raiz(word, idioma) for word in expression)
            known.setdefault(stems, []).extend(group)
    longest = max(map(len, known), default=0)
    position = 0
    while position < len(words):
        for length in range(min(longest, len(words) - position), 0, -1):
            said = tuple(words[position : position + length])
            same = known.get(tuple(raiz(word, idioma) for word in said))
            if same:
                yield tuple(dict.fromkeys((said, *same)))
                position += length
                break
        else:
            yield ((words[position],),)
            position += 1
