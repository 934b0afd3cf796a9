"""Texts as they are compared, without accents or capitals, and lists as people write them."""

import re
import unicodedata

# What XML 1.0 cannot hold; word processors leave such characters in copied text.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST_ACCENTS = 30
_DIGITS = 5  # of numbers of identity, telephones, cards


def plain(text):
    """Return ``text`` in small letters without accents, with single spaces.

    For columns that lists are filtered and sorted by; the letter «ñ» counts as «n» there.
    """
    parts = normalized("NFKD", text.casefold())
    letters = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(letters.replace("\x00", "").split())


def normalized(form, text):
    """Return ``text`` in a normal form of Unicode: «NFC», «NFKD»…

    To put the accents of one letter in order takes the square of their number. No language has
    as many as are kept here (Unicode Standard Annex 15, «Stream-Safe Text Format»).
    """
    letters, accents = [], 0
    for letter in text:
        accents = accents + 1 if unicodedata.combining(letter) else 0
        if accents <= _MOST_ACCENTS:
            letters.append(letter)
    return unicodedata.normalize(form, "".join(letters))


def may_name_somebody(text):
    """Whether ``text``, of a search, has a mail or a long number in it: such words are not kept."""
    return "@" in text or sum(letter.isdigit() for letter in text) >= _DIGITS


def xml_text(text):
    """Return ``text`` without what no XML document can hold."""
    return _NOT_XML.sub("", text)


def names_in(text):
    """Return the names that stand in ``text`` with commas between them."""
    return [name.strip() for name in text.split(",") if name.strip()]
