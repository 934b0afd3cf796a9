"""Parts of pages that every request shows again, kept until something changes."""

from django.core.cache import caches


def fragment(key, compute):
    """Return what ``compute()`` gave last, or call it and keep the result.

    All fragments are forgotten together with the cached pages
    (:mod:`base.signal_handlers`); results must not depend on who asks.
    """
    return caches["fragments"].get_or_set(key, compute)
