"""Texts as they are compared: without accents or capitals."""

import re
import unicodedata


def plain(text):
    """Return ``text`` in small letters without accents, with single spaces.

    For columns that lists are filtered and sorted by; the letter «ñ» counts as «n» there.
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", letters.replace("\x00", "")).strip()
