"""Parts of pages that every request shows again, kept until something changes."""

from django.core.cache import caches


def fragment(key, compute):
    """Return what ``compute()`` gave last, or call it and keep the result.

    All fragments are forgotten together with the cached pages
    (:mod:`base.signal_handlers`); results must not depend on who asks.
    """
    return caches["fragments"].get_or_set(key, compute)


def fragments(keys, compute):
    """Return a mapping of ``keys`` to their results, calling ``compute(missing)`` for the rest."""
    known = caches["fragments"].get_many(keys)
    missing = [key for key in keys if key not in known]
    if missing:
        computed = compute(missing)
        caches["fragments"].set_many(computed)
        known |= computed
    return known
