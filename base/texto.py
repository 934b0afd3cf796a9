"""Texts as they are compared, without accents or capitals, and lists as people write them."""

import re
import unicodedata


def plain(text):
    """Return ``text`` in small letters without accents, with single spaces.

    For columns that lists are filtered and sorted by; the letter «ñ» counts as «n» there.
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", letters.replace("\x00", "")).strip()


def names_in(text):
    """Return the names that stand in ``text`` with commas between them."""
    return [name.strip() for name in text.split(",") if name.strip()]
