"""Bytes of older programs as text, and dates as moments: one base holds several encodings."""

import codecs
import re
from datetime import UTC, datetime
from html import unescape

import ftfy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .piezas import Problema

# What UTF-8 looks like after it was read as Latin 1 or Windows-1252: «Ã³», «Â¿», «â€œ».
_SIGNS_OF_MOJIBAKE = re.compile("[ÃÂ][\x80-\xbf\u0152-\u2122]|â€|Ã$")
_TAG = re.compile(r"<[^<>]*+>")
_BLANKS = re.compile(r"\s+")
# Joomla and WordPress write this where there is no date.
NO_DATE = ("", "0000-00-00 00:00:00", "0000-00-00", "1000-01-01 00:00:00")
_FIRST_YEAR = 1990  # of the web: an earlier date is one that nobody set


def _as_windows(error):
    """Read the bytes that are no UTF-8 as Windows-1252, which holds Latin 1."""
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", "ignore") or wrong.decode("latin-1"), error.end


codecs.register_error("mudanza-windows", _as_windows)


class Letras:
    """Reads texts of one source; ``enmendadas`` counts those whose letters were broken."""

    def __init__(self):
        self.enmendadas = 0

    def decode(self, value):
        """Return ``value``, bytes that may be of several encodings at once, as one text."""
        if not value:
            return ""
        try:
            text = value.decode()
        except UnicodeDecodeError:
            self.enmendadas += 1
            text = value.decode("utf-8", "mudanza-windows")
        return self.mend(text)

    def mend(self, text):
        """Return ``text`` with what was encoded twice as it was meant: «Ã³» is «ó»."""
        if not _SIGNS_OF_MOJIBAKE.search(text):
            return text
        mended = ftfy.fix_encoding(text)
        self.enmendadas += mended != text
        return mended

    def problemas(self, before=0):
        """Return the :class:`Problema` of what was mended after the first ``before``, in a list."""
        count = self.enmendadas - before
        if not count:
            return []
        reason = ngettext(
            "Un texto tenía letras rotas, como «Ã³»: se enmendaron.",
            "%(cuantos)d textos tenían letras rotas, como «Ã³»: se enmendaron.",
            count,
        )
        return [Problema(_("Letras"), reason % {"cuantos": count})]


def plain(html):
    """Return the words of a piece of HTML in one line."""
    return _BLANKS.sub(" ", unescape(_TAG.sub(" ", html))).strip()


def title_of(html):
    """Return a title without the marks that some put into it: «Título <em>nuevo</em>»."""
    return _BLANKS.sub(" ", unescape(_TAG.sub("", html))).strip()


def moment(value):
    """Return what ``value`` says in UTC, ``YYYY-MM-DD HH:MM:SS`` or ISO 8601.

    Returns None for what is no date, and for one before the web.
    """
    try:
        date = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return date if date.year >= _FIRST_YEAR else None


def in_bin(count):
    """Return the :class:`Problema` of pieces that had been thrown away, in a list."""
    if not count:
        return []
    reason = ngettext(
        "Un artículo estaba en la papelera: no se trae.",
        "%(cuantos)d artículos estaban en la papelera: no se traen.",
        count,
    )
    return [Problema(_("Papelera"), reason % {"cuantos": count})]
