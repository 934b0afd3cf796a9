"""The language of the reader, and that in which everything is written first."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import get_language

# The language in which everything is written first, as HTML is told it.
ESPANOL = "es-CU"
# No setting is asked for here: the settings themselves read this module.
_HTML_LANG = {"es": ESPANOL}
# The parameter with the language in which a reader asked for a page that is not translated.
SIN_TRADUCCION = "desde"
# Of the texts that come first. Less than all: an update with two new ones takes no language away.
_ENOUGH = 0.9


class EnEspanol(str):
    """A text in Spanish for a reader of another language, for want of one in theirs.

    The filter ``en_su_idioma`` says so to whoever listens, and to translating browsers.
    """

    __slots__ = ()


@dataclass(frozen=True)
class Textos:
    """How many of the texts that a language cannot do without are there, and how many lack."""

    total: int
    faltan: int

    @property
    def bastan(self):
        return self.total - self.faltan >= _ENOUGH * self.total


def textos_del_catalogo(code):
    """Return the :class:`Textos` of the language ``code``.

    One without a catalogue of its own for them has them all: Spanish, and English, which is
    complete or fails the tests.
    """
    return _read(Path(settings.TEXTOS_PRIMERO) / code / "LC_MESSAGES" / "django.po")


@cache
def _read(path):
    if not path.exists():
        return Textos(0, 0)
    entries = [entry for entry in polib.pofile(path) if not entry.obsolete]
    return Textos(len(entries), sum(not entry.translated() for entry in entries))


def is_original():
    """Whether the reader reads Spanish, in which everything is written first."""
    return get_language() == settings.LANGUAGE_CODE


def en_espanol(texto):
    """Return ``texto``, which is written in Spanish alone, as the reader is told it."""
    return texto if is_original() else EnEspanol(texto)


def como(original, texto):
    """Return ``texto``, a part of ``original`` or made of it, told to be Spanish if that is."""
    return EnEspanol(texto) if isinstance(original, EnEspanol) else texto


def html_lang(code):
    """Return the language ``code`` as HTML is told it, with its country where it has one."""
    return _HTML_LANG.get(code, code)
