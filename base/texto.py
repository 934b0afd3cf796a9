"""Texts as they are compared, without accents or capitals, and lists as people write them."""

import re
import unicodedata

# What XML 1.0 cannot hold; word processors leave such characters in copied text.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain(text):
    """Return ``text`` in small letters without accents, with single spaces.

    For columns that lists are filtered and sorted by; the letter «ñ» counts as «n» there.
    """
    # Many accents on one letter are put in order one by one: they are left out before.
    parts = unicodedata.normalize("NFKD", _without_accents(text.casefold()))
    letters = _without_accents(parts)
    return " ".join(letters.replace("\x00", "").split())


def _without_accents(text):
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def composed(text):
    """Return ``text`` with its letters and their accents in one, where they may be.

    No letter of a language has more than a few accents: those beyond are left out, since to put
    them in order takes the square of their number.
    """
    return unicodedata.normalize("NFC", _MANY_ACCENTS.sub(r"\1", text))


def xml_text(text):
    """Return ``text`` without what no XML document can hold."""
    return _NOT_XML.sub("", text)


def names_in(text):
    """Return the names that stand in ``text`` with commas between them."""
    return [name.strip() for name in text.split(",") if name.strip()]
