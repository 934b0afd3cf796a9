"""The letters of the cards, and how a text finds its place in them."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from anyascii import anyascii
from PIL import ImageFont

# The Latin part of both; their licence lies beside them.
TITULARES, TEXTO = "NotoSerif-SemiBold.woff", "NotoSans-Medium.woff"

_FOLDER = Path(__file__).parent / "fonts"
_UNKNOWN = "\uffff"  # no character at all: no font has it
_LEADING = 1.2


@lru_cache
def letra(name, size):
    """Return the font ``name`` for letters of ``size`` pixels."""
    return ImageFont.truetype(_FOLDER / name, size)


def leading(font):
    """Return the pixels from one line of ``font`` to the next."""
    return round(font.size * _LEADING)


def legible(text):
    """Return ``text`` in characters that the fonts have, in one line.

    Other scripts are told in Latin letters; emoji and other pictures are left out.
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
    """Return the largest font ``name`` of ``sizes`` in which ``text`` has room, and its lines.

    They are at most ``most`` of ``width`` pixels, together ``height``. Words are broken and
    what is too much is cut off in the smallest size only.
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
    """Return the same number of lines, as even as they can be: no word is left for itself."""
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
    """Return ``word`` in parts that are no wider than a line."""
    pieces = [""]
    for char in word:
        if font.getlength(pieces[-1] + char) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _cut(line, font, width):
    """Return what there is room for of ``line``, up to a whole word if there is one."""
    while font.getlength(f"{line}…") > width:
        line = line[:-1]
    line = line.rpartition(" ")[0] or line
    return f"{line.rstrip(' ,.;:')}…"
