"""Fonts of the cards, and fitting a text into a space."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from anyascii import anyascii
from PIL import ImageFont

# The Latin part of both fonts; their licence is in the same folder.
TITULARES, TEXTO = "NotoSerif-SemiBold.woff", "NotoSans-Medium.woff"

_FOLDER = Path(__file__).parent / "fonts"
_UNKNOWN = "\uffff"  # a noncharacter, which no font has
_LEADING = 1.2


@lru_cache
def letra(name, size):
    """Return the font ``name`` for letters of ``size`` pixels."""
    return ImageFont.truetype(_FOLDER / name, size)


def leading(font):
    """Return the line height of ``font`` in pixels."""
    return round(font.size * _LEADING)


def legible(text):
    """Return ``text`` on one line, in characters that the fonts have.

    Other scripts are transliterated to Latin letters; emoji and other pictures are left out.
    """
    return " ".join("".join(map(_drawn, unicodedata.normalize("NFC", text))).split())


@lru_cache(maxsize=4096)
def _drawn(char):
    category = unicodedata.category(char)
    if char.isspace():
        return " "
    if category[0] in "CM":
        return ""
    if _mask(char) != _mask(_UNKNOWN):
        return char
    plain = unicodedata.normalize("NFKC", char)
    if plain != char:
        return "".join(map(_drawn, plain))
    return "" if category in ("So", "Sk") else anyascii(char)


def _mask(char):
    mask = letra(TITULARES, 40).getmask(char)
    return mask.size, bytes(mask)


def fit(text, name, sizes, *, width, height, most):
    """Return (font, lines): the largest of ``sizes`` in which ``text`` fits.

    The lines are at most ``most``, each ``width`` pixels wide, together ``height`` high. Only in
    the smallest size, the last one, words are broken and the rest is cut off.
    """
    for size in sizes:
        font = letra(name, size)
        lines = _wrap(text, font, width)
        room = min(most, height // leading(font))
        if len(lines) <= room and _longest(text, font) <= width:
            return font, _balance(text, font, width, lines)
    if len(lines) > room:
        lines = [*lines[: room - 1], _cut(" ".join(lines[room - 1 : room + 1]), font, width)]
    return font, lines


def _longest(text, font):
    return max(map(font.getlength, text.split()))


def _balance(text, font, width, lines):
    """Return the same number of lines of similar length, so that no word is alone on a line."""
    least = _longest(text, font)
    while (width := width - font.size / 2) >= least:
        narrower = _wrap(text, font, width)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _wrap(text, font, width):
    lines = [""]
    for word in text.split():
        together = f"{lines[-1]} {word}".lstrip()
        if font.getlength(together) <= width:
            lines[-1] = together
            continue
        *whole, rest = _pieces(word, font, width)
        lines += [*whole, rest]
    return lines[1:] if not lines[0] else lines


def _pieces(word, font, width):
    """Split ``word`` into parts that are no wider than a line."""
    pieces = [""]
    for char in word:
        if font.getlength(pieces[-1] + char) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _cut(line, font, width):
    """Shorten ``line`` to ``width`` with «…», at the end of a word if possible."""
    while font.getlength(f"{line}…") > width:
        line = line[:-1]
    line = line.rpartition(" ")[0] or line
    return f"{line.rstrip(' ,.;:')}…"
