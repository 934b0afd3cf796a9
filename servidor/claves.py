"""Numbers that come from outside and are to name a record."""

_DIGITS = 18  # what any database takes as a key; longer ones name nothing


def as_key(text):
    """Return the key that ``text`` gives, or None when no record could have it."""
    if text.isdecimal() and len(text) <= _DIGITS:
        return int(text)
    return None


def as_keys(texts):
    """Return the keys among ``texts``, in their order."""
    return [key for text in texts if (key := as_key(text)) is not None]
