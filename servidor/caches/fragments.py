"""Parts of pages that every request shows again, kept until something changes.

What is kept bears the mark that the cache had when its answer was begun, before anything was read
for it. Emptying the cache takes the mark along: what was read before a publication is nobody's
after it, whenever it ends.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.utils.translation import get_language

from . import misses
from .generations import generation

# Seconds, for what nothing but an announced change alters. The others also know what time it is.
UNTIL_ANNOUNCED = 600
_MARK = object()
_answer = ContextVar("fragments of one answer", default=None)


@contextmanager
def read_once():
    """Ask the cache for its mark, and for each fragment, once while one answer is made."""
    token = _answer.set({_MARK: generation(caches["fragments"])})
    try:
        yield
    finally:
        _answer.reset(token)


def fragment(key, compute, seconds=DEFAULT_TIMEOUT):
    """Return what ``compute()`` gave last in the language of the reader, or call it and keep that.

    All fragments are forgotten together with the cached pages
    (:mod:`base.signal_handlers`); results must not depend on who asks, and nobody may change them.
    """
    answer, key = _answer.get(), f"{get_language()}-{key}"
    if answer is None:
        answer = {_MARK: generation(caches["fragments"])}
    if key not in answer:
        answer[key] = _kept_or_made(key, compute, seconds, answer[_MARK])
    return answer[key]


def _kept_or_made(key, compute, seconds, mark):
    cache = caches["fragments"]
    of, found = cache.get(key, (None, None))
    if of is not None and of == mark:
        return found
    before, found = misses.count(), compute()
    if mark is not None and misses.count() == before:
        cache.set(key, (mark, found), seconds)
    return found


def fragments(keys, compute):
    """Return a mapping of ``keys`` to their results, calling ``compute(missing)`` for the rest."""
    cache, answer = caches["fragments"], _answer.get()
    mark = answer[_MARK] if answer else generation(cache)
    kept = cache.get_many(keys).items()
    known = {key: found for key, (of, found) in kept if of is not None and of == mark}
    if missing := [key for key in keys if key not in known]:
        before, computed = misses.count(), compute(missing)
        if mark is not None and misses.count() == before:
            cache.set_many({key: (mark, found) for key, found in computed.items()})
        known |= computed
    return known
