"""Decodes bytes of older programs, whose databases mix several encodings, and reads dates."""

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
_FIRST_YEAR = 1990  # of the web: nobody set an earlier date


def _as_windows(error):
    """Decode bytes that are no UTF-8 as Windows-1252, or else Latin 1; a codec error handler."""
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", "ignore") or wrong.decode("latin-1"), error.end


codecs.register_error("mudanza-windows", _as_windows)


class Codificacion:
    """Decodes the texts of one source; ``enmendadas`` counts those that had broken letters."""

    def __init__(self):
        self.enmendadas = 0

    def decode(self, value):
        """Return ``value`` as text; its bytes may mix several encodings."""
        if not value:
            return ""
        try:
            text = value.decode()
        except UnicodeDecodeError:
            self.enmendadas += 1
            text = value.decode("utf-8", "mudanza-windows")
        return self.mend(text)

    def mend(self, text):
        """Return ``text`` with letters that were encoded twice repaired: «Ã³» becomes «ó»."""
        if not _SIGNS_OF_MOJIBAKE.search(text):
            return text
        mended = ftfy.fix_encoding(text)
        self.enmendadas += mended != text
        return mended

    def problemas(self, before=0):
        """Return [:class:`Problema`] of the texts mended since the count was ``before``, or []."""
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
    """Return the text of ``html`` in one line."""
    return _BLANKS.sub(" ", unescape(_TAG.sub(" ", html))).strip()


def title_of(html):
    """Return a title without the tags that some titles have: «Título <em>nuevo</em>»."""
    return _BLANKS.sub(" ", unescape(_TAG.sub("", html))).strip()


def moment(value):
    """Return ``value``, ``YYYY-MM-DD HH:MM:SS`` or ISO 8601, as a datetime: UTC if it has no zone.

    Returns None if it is no date, or is before the web.
    """
    try:
        date = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return date if date.year >= _FIRST_YEAR else None


def in_bin(count):
    """Return [:class:`Problema`] that tells how many pieces were in the bin, or []."""
    if not count:
        return []
    reason = ngettext(
        "Un artículo estaba en la papelera: no se trae.",
        "%(cuantos)d artículos estaban en la papelera: no se traen.",
        count,
    )
    return [Problema(_("Papelera"), reason % {"cuantos": count})]
