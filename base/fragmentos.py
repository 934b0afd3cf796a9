"""Parts of pages that every request shows again, kept until something changes."""

from django.core.cache import caches
from django.utils.translation import get_language


def fragment(key, compute):
    """Return what ``compute()`` gave last in the language of the reader, or call it and keep that.

    All fragments are forgotten together with the cached pages
    (:mod:`base.signal_handlers`); results must not depend on who asks.
    """
    return caches["fragments"].get_or_set(f"{get_language()}-{key}", compute)


def fragments(keys, compute):
    """Return a mapping of ``keys`` to their results, calling ``compute(missing)`` for the rest."""
    known = caches["fragments"].get_many(keys)
    missing = [key for key in keys if key not in known]
    if missing:
        computed = compute(missing)
        caches["fragments"].set_many(computed)
        known |= computed
    return known
