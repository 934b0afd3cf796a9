"""The generation of a cache: a mark that is deleted when the cache is emptied and then made anew.

A result that was begun in one generation and is finished in another is out of date: nobody uses it.
"""

from uuid import uuid4

KEY = "generation"


def generation(cache):
    """Return the mark of ``cache``, creating it if missing; None while the cache stores nothing."""
    found = cache.get(KEY)
    if found is None:
        cache.add(KEY, uuid4().hex, timeout=None)
        found = cache.get(KEY)
    return found
