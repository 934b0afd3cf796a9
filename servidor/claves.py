"""Converts numbers from requests into primary keys."""

_DIGITS = 18  # which any database accepts as a key; no record has a longer one


def as_key(text):
    """Return ``text`` as an integer key, or None if no record could have it."""
    if text.isdecimal() and len(text) <= _DIGITS:
        return int(text)
    return None


def as_keys(texts):
    """Return the valid keys among ``texts`` as a list, in their order."""
    return [key for text in texts if (key := as_key(text)) is not None]
