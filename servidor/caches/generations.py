"""The generations of a cache: marks that are deleted when it is emptied, and then made anew.

Each portal has its own, so that a publication empties the cache only for the portals that show it.
A result that was begun in one generation and is finished in another is out of date: nobody uses it.
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


def generation(cache, portal):
    """Return the mark of ``portal``, created if missing; None while the cache stores nothing."""
    key = key_of(portal)
    found = cache.get(key)
    if found is None:
        cache.add(key, uuid4().hex, timeout=None)
        found = cache.get(key)
    return found


def marks(cache, portal):
    """Return {name: mark} for ``portal`` and ``EVERYWHERE``; None while the cache stores nothing.

    The mark of the portal contains the other one, so it is out of date if one of them is: files are
    deleted one by one, and what is made meanwhile may contain old parts that all portals share.
    """
    keys = {name: key_of(name) for name in (portal, EVERYWHERE)}
    found = cache.get_many(keys.values())
    own, of_all = (found.get(key) or generation(cache, name) for name, key in keys.items())
    return {portal: own and of_all and f"{own} {of_all}", EVERYWHERE: of_all}


def empty(alias, hosts=None):
    """Empty the cache ``alias`` for the portals at ``hosts``; for all portals if None.

    What belongs to one portal stays until its time is over, but nobody uses it.
    """
    if hosts is None:
        caches[alias].clear()
    else:
        caches[alias].delete_many([key_of(name) for name in {NOWHERE, *map(portal_of, hosts)}])
