"""The generations of what is kept: marks that are deleted when it is emptied, and then made anew.

Each portal has its own, so that a publication empties the caches only for the portals that show it.
A result that was begun in one generation and is finished in another is out of date: nobody uses it.
The marks are in the cache of pages, so that they are read together with a page; the parts of pages
have the same ones.
"""

from uuid import uuid4

from django.core.cache import caches

# For what is made outside of all portals, by commands for example: any emptying deletes its mark.
NOWHERE = ""
# For what all portals share: only emptying all of them deletes its mark.
EVERYWHERE = "*"


def portal_of(host):
    """Return the name of the portal at ``host``, with or without a port; ``NOWHERE`` if unknown.

    ``base`` replaces this function.
    """
    return NOWHERE


def key_of(portal):
    """Return the key under which a cache has the mark of ``portal``."""
    return f"generation-{portal}"


def marks(portal, *keys):
    """Return {portal: mark} of ``portal`` and ``EVERYWHERE``, and the pages under ``keys``.

    All of them are read at once. Marks that are missing are created; they are None while the cache
    stores nothing. The mark of the portal contains the other one, so it is out of date if one of
    them is: files are deleted one by one, and what is made meanwhile may contain old parts that all
    portals share.
    """
    cache = caches["pages"]
    own_and_shared = [key_of(portal), key_of(EVERYWHERE)]
    found = cache.get_many([*own_and_shared, *keys])
    own, of_all = (found.pop(key, None) or _created(cache, key) for key in own_and_shared)
    return {portal: own and of_all and f"{own} {of_all}", EVERYWHERE: of_all}, found


def _created(cache, key):
    cache.add(key, uuid4().hex, timeout=None)
    return cache.get(key)  # another process may have been first


def empty(hosts=None):
    """Empty the caches of pages and of their parts for the portals at ``hosts``; for all if None.

    What belongs to one portal stays until its time is over, but nobody uses it.
    """
    if hosts is not None:
        caches["pages"].delete_many([key_of(name) for name in {NOWHERE, *map(portal_of, hosts)}])
        return
    caches["pages"].delete(key_of(EVERYWHERE))  # from now on nothing of before is used
    for alias in ("pages", "fragments"):
        caches[alias].clear()
