"""Cached parts of pages that every request shows again, until something changes.

Each entry stores the mark that the cache had when the response was begun, before anything was read
for it. Emptying the cache deletes the mark: what was read before a publication is never used after
it, whenever it is stored.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.utils.translation import get_language

from . import misses
from .generations import generation

# Seconds, for fragments that change only with a signal. The others also depend on the time.
UNTIL_ANNOUNCED = 600
_MARK = object()
_answer = ContextVar("fragments of one answer", default=None)


@contextmanager
def read_once():
    """Read the mark, and each :func:`fragment`, only once while one response is made."""
    token = _answer.set({_MARK: generation(caches["fragments"])})
    try:
        yield
    finally:
        _answer.reset(token)


def fragment(key, compute, seconds=DEFAULT_TIMEOUT):
    """Return the cached result of ``compute()`` in the active language, or call it and cache that.

    All fragments are deleted together with the cached pages (:mod:`base.signal_handlers`). A result
    must not depend on the user, and callers must not modify it.
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
    """Return {key: result}; ``compute`` gets the missing keys. Keys must contain the language."""
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
