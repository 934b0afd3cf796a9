"""Cuts an excerpt of a text around the searched words and marks these words."""

import re
from dataclasses import dataclass

from base.texto import normalized

from .analisis import palabras, raiz

_WORD = re.compile(r"[^\W_]+")
# Characters of an excerpt, three lines on a phone; and how many before the first marked word.
_LENGTH = 180
_BEFORE = 60


@dataclass(frozen=True)
class Trozo:
    """A piece of a text, marked or not."""

    texto: str
    marcado: bool = False


class Resaltador:
    """Marks the searched ``words`` in texts of one language."""

    def __init__(self, words, idioma):
        self.idioma = idioma
        self.roots = {raiz(word, idioma) for word in words}
        self.beginnings = tuple(word for word in words if len(word) > 2)

    def trozos(self, texto):
        """Return the whole ``texto`` as a list of :class:`Trozo`."""
        texto = normalized("NFC", texto)
        return _cut(texto, self._found(texto))

    def fragmento(self, titulo, lineas):
        """Return an excerpt of ``lineas`` that shows why a page was found, as :class:`Trozo` list.

        It is from the first line with any of the words. If ``titulo`` has one, or no line has, it
        is from the first line.
        """
        lineas = [normalized("NFC", linea) for linea in lineas]
        if not self._found(normalized("NFC", titulo)):
            for linea in lineas:
                if found := self._found(linea):
                    return _window(linea, found)
        return _window(lineas[0], self._found(lineas[0])) if lineas else []

    def _found(self, texto):
        """Return [(start, end)] of the words with the same stem; else of those that begin so."""
        words = [(*match.span(), *palabras(match[0])) for match in _WORD.finditer(texto)]
        found = [place for place in words if self._has_root(*place[2:])]
        found = found or [place for place in words if self._begins(*place[2:])]
        return [(start, end) for start, end, *_word in found]

    def _has_root(self, *said):
        return any(raiz(word, self.idioma) in self.roots for word in said)

    def _begins(self, *said):
        return any(word.startswith(self.beginnings) for word in said)


def _window(texto, found):
    """Return the excerpt around the first position of ``found``, cut between words."""
    start = 0
    if found and found[0][0] > _LENGTH - _BEFORE:
        start = texto.find(" ", found[0][0] - _BEFORE) + 1
    end = len(texto)
    if end - start > _LENGTH:
        end = max(texto.rfind(" ", start, start + _LENGTH), start)
        end = end if end > start else start + _LENGTH
    inside = [(a - start, b - start) for a, b in found if start <= a and b <= end]
    trozos = _cut(texto[start:end], inside)
    before = [Trozo("… ")] if start else []
    after = [Trozo(" …")] if end < len(texto) else []
    return [*before, *trozos, *after]


def _cut(texto, found):
    pieces, at = [], 0
    for start, end in found:
        pieces += [Trozo(texto[at:start]), Trozo(texto[start:end], marcado=True)]
        at = end
    pieces.append(Trozo(texto[at:]))
    return [piece for piece in pieces if piece.texto]
