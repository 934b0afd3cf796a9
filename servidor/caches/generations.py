"""The mark of what a cache holds now: emptying the cache takes it along, and the next has another.

What was begun under one and ends under another is of a time that is over, and is not kept.
"""

from uuid import uuid4

KEY = "generation"


def generation(cache):
    """Return the mark of ``cache``, made if there is none; None while the cache keeps nothing."""
    found = cache.get(KEY)
    if found is None:
        cache.add(KEY, uuid4().hex, timeout=None)
        found = cache.get(KEY)
    return found
