"""Cached parts of pages that every request shows again, until something changes.

Each entry stores the mark that its portal had when the response was begun, before anything was read
for it. Emptying the cache deletes the mark: what was read before a publication is never used after
it, whenever it is stored. So each process may also keep entries in its own memory, and a response
that finds its parts there asks the cache for nothing: the marks came with the look for the page.

Each portal has entries of its own, also of what is the same in all of them: what a publication does
not change in a portal stays there. Only ``of_all`` are entries that all portals share: for what no
page but a portada changes, such as the list of the portals.

After a publication everybody asks for what was emptied: one thread of a process makes it, and the
others wait for it a moment.
"""

import pickle
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from threading import Lock
from time import monotonic, time
from weakref import WeakValueDictionary

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.utils.translation import get_language

from . import misses
from .generations import EVERYWHERE, NOWHERE, marks
from .memory import Entry, Memory

# Seconds, for fragments that change only with a signal. The others also depend on the time.
UNTIL_ANNOUNCED = 600
_PORTAL, _MARKS = object(), object()
_answer = ContextVar("fragments of one answer", default=None)
_memory = Memory()
_in_the_making, _registering = WeakValueDictionary(), Lock()
# Seconds that one response waits for others in all. Most parts take less; if one hangs, or draws
# its pictures, readers get their page nevertheless.
_PATIENCE = 1
_WAITED = object()


@contextmanager
def read_once(portal, known):
    """Read each :func:`fragment` once while a response of ``portal`` is made, with its marks."""
    token = _answer.set({_PORTAL: portal, _MARKS: known})
    try:
        yield
    finally:
        _answer.reset(token)


def fragment(key, compute, seconds=DEFAULT_TIMEOUT, *, shared=True, of_all=False):
    """Return the cached result of ``compute()`` in the active language, or call it and cache that.

    The fragments of a portal are deleted together with its cached pages
    (:mod:`base.signal_handlers`). A result must not depend on the user, and callers must not modify
    it. With ``shared=False`` only this process keeps it: for what a page needs many times and takes
    less than a millisecond to make.
    """
    answer, key = _answer.get(), f"{get_language()}-{key}"

    def make(missing):
        return {key: compute()}

    if answer is None:
        return fragments([key], make, seconds, shared=shared, of_all=of_all)[key]
    if key not in answer:
        answer |= fragments([key], make, seconds, shared=shared, of_all=of_all)
    return answer[key]


def published_fragment(request, key, compute, seconds=DEFAULT_TIMEOUT):
    """Return the :func:`fragment`; in a preview, which shows a draft, ``compute()`` anew."""
    if getattr(request, "is_preview", False):
        return compute()
    return fragment(key, compute, seconds)


def fragments(keys, compute, seconds=DEFAULT_TIMEOUT, *, shared=True, of_all=False):
    """Return {key: result}; ``compute`` gets the missing keys.

    Keys contain the language, if the results depend on it.
    """
    answer = _answer.get() or {_PORTAL: NOWHERE, _MARKS: marks(NOWHERE)[0]}
    portal = EVERYWHERE if of_all else answer[_PORTAL]
    mark = answer[_MARKS][portal]
    if mark is None:  # the cache stores nothing now
        return compute(keys)
    names = {key: f"{portal}:{key}" for key in keys}
    found = _read(names, mark, shared)
    missing = {key: name for key, name in names.items() if key not in found}
    if not missing:
        return found
    with _turn(tuple(missing.values()), answer) as has_waited:
        if has_waited and len(others := _read(missing, mark, shared)) == len(missing):
            return found | others
        before, made = misses.count(), compute(list(missing))
        if misses.count() == before:
            _keep({names[key]: made[key] for key in made}, mark, seconds, shared)
    return found | made


def kept_by_page(name, pks, read, *, shared=True):
    """Return {pk: data} of pages, as ``read(pks)`` returned them before.

    The data are kept for some seconds, until something is published: ``read`` gets only those that
    are missing, and leaves out pages that may not be shown. ``name`` says which data they are; they
    may depend on the portal of the response and its language, but on the time only where some
    seconds do not matter. ``shared``: see ``fragments``.
    """
    keys = {f"{get_language()}-{name}-{pk}": pk for pk in pks}

    def compute(missing):
        found = read([keys[key] for key in missing])
        return {key: found.get(keys[key]) for key in missing}

    kept = fragments(list(keys), compute, shared=shared)
    return {pk: kept[key] for key, pk in keys.items() if kept[key] is not None}


@contextmanager
def _turn(what, answer):
    """Wait until no other thread of this process makes ``what``; yield whether one did."""
    with _registering:
        turn = _in_the_making.setdefault(what, Lock())
    if is_first := turn.acquire(blocking=False):
        has_turn = True
    else:
        waited, began = answer.get(_WAITED, 0), monotonic()
        has_turn = turn.acquire(timeout=max(_PATIENCE - waited, 0))
        answer[_WAITED] = waited + monotonic() - began
    try:
        yield not is_first
    finally:
        if has_turn:
            turn.release()


def _read(names, mark, shared):
    kept = _kept(list(names.values()), mark, shared)
    found = {}
    for key, name in names.items():
        if name in kept:
            # A class that another version of the code had is a miss, as anything damaged.
            with suppress(Exception):
                found[key] = pickle.loads(kept[name])  # noqa: S301 our own cache
    return found


def _kept(keys, mark, shared):
    """Return {key: pickled result} of the entries with this ``mark``."""
    kept = {key: entry for key in keys if (entry := _memory.get(key, mark))}
    if shared and (others := [key for key in keys if key not in kept]):
        for key, entry in caches["fragments"].get_many(others).items():
            if isinstance(entry, Entry) and entry.is_of(mark):
                _memory.set(key, entry)
                kept[key] = entry
    return {key: entry.data for key, entry in kept.items()}


def _keep(made, mark, seconds, shared):
    cache = caches["fragments"]
    until = time() + (cache.default_timeout if seconds is DEFAULT_TIMEOUT else seconds)
    entries = {key: Entry(mark, until, pickle.dumps(result)) for key, result in made.items()}
    if shared:
        cache.set_many(entries, seconds)
    for key, entry in entries.items():
        _memory.set(key, entry)
