"""Normal forms of text: without accents or capitals, valid in XML, or split into names."""

import re
import unicodedata

# Characters that XML 1.0 forbids; word processors leave them in copied text.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST_ACCENTS = 30
_DIGITS = 5  # shortest of identity cards, telephones, bank cards


def plain(text):
    """Return ``text`` in lower case, without accents and with single spaces.

    It is used for the columns by which lists are filtered and sorted; there «ñ» equals «n».
    """
    parts = normalized("NFKD", text.casefold())
    letters = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(letters.replace("\x00", "").split())


def normalized(form, text):
    """Return ``text`` in a normal form of Unicode: «NFC», «NFKD»…

    The time to sort the accents of one letter grows with the square of their number. No language
    uses more than are kept here (Unicode Standard Annex 15, «Stream-Safe Text Format»).
    """
    letters, accents = [], 0
    for letter in text:
        accents = accents + 1 if unicodedata.combining(letter) else 0
        if accents <= _MOST_ACCENTS:
            letters.append(letter)
    return unicodedata.normalize(form, "".join(letters))


def may_name_somebody(text):
    """Return whether a search ``text`` may hold a mail address or long number: it is not stored."""
    return "@" in text or sum(letter.isdigit() for letter in text) >= _DIGITS


def xml_text(text):
    """Return ``text`` without the characters that XML forbids."""
    return _NOT_XML.sub("", text)


def names_in(text):
    """Return the names in ``text``, which are separated by commas, as a list."""
    return [name.strip() for name in text.split(",") if name.strip()]
