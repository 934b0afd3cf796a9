"""The reader's language, and Spanish, in which all content is written first."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import get_language

# Spanish, in which all content is written first, as a language code for HTML.
ESPANOL = "es-CU"
# Do not use settings at import time: the settings themselves import this module.
_HTML_LANG = {"es": ESPANOL}
# Query parameter with the language that the reader asked for, on a page without translation.
SIN_TRADUCCION = "desde"
# Required share of the essential texts. Not all: two new texts in an update must hide no language.
_ENOUGH = 0.9


class EnEspanol(str):
    """A Spanish text shown to a reader of another language, because there is no translation.

    The filter ``en_su_idioma`` marks it with ``lang``, for screen readers and translators.
    """

    __slots__ = ()


@dataclass(frozen=True)
class Textos:
    """How many essential texts a language has: ``total``, and how many of them are untranslated."""

    total: int
    faltan: int

    @property
    def bastan(self):
        return self.total - self.faltan >= _ENOUGH * self.total


def textos_del_catalogo(code):
    """Return the :class:`Textos` of the language ``code``.

    A language without its own catalogue of essential texts counts as complete: these are Spanish,
    and English, for which a test requires all texts.
    """
    return _read(Path(settings.TEXTOS_PRIMERO) / code / "LC_MESSAGES" / "django.po")


@cache
def _read(path):
    if not path.exists():
        return Textos(0, 0)
    entries = [entry for entry in polib.pofile(path) if not entry.obsolete]
    return Textos(len(entries), sum(not entry.translated() for entry in entries))


def is_original():
    """Return whether the active language is Spanish, in which all content is written first."""
    return get_language() == settings.LANGUAGE_CODE


def en_espanol(texto):
    """Return ``texto``, which exists only in Spanish, marked as Spanish for other readers."""
    return texto if is_original() else EnEspanol(texto)


def como(original, texto):
    """Return ``texto``, made from ``original``, marked as Spanish if ``original`` is."""
    return EnEspanol(texto) if isinstance(original, EnEspanol) else texto


def html_lang(code):
    """Return the language ``code`` as HTML needs it, with the country if there is one."""
    return _HTML_LANG.get(code, code)
