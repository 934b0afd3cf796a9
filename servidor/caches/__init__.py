"""Caches that never raise: an error in a cache only means that an entry is missing.

An unreadable entry counts as missing, and an entry that cannot be stored is dropped. The log says
what happened, and :func:`trouble_of` reports it for some minutes.
"""

import logging
from time import monotonic

from servidor.breaker import kind_of

logger = logging.getLogger(__name__)

_SECONDS = 300  # for which trouble is reported after it last happened
_NEW = 60  # seconds without it, after which the same trouble is logged again

# An entry that cannot be read; it is deleted when it is found.
DAMAGED = "damaged entries"

# In this process: {place: {kind: time when it last happened}}
_seen = {}


def note(place, error, kind=None):
    """Log trouble of the cache at ``place``; not again while it keeps happening."""
    kind = kind or kind_of(error)
    last = remember(place, kind)
    if last is None or monotonic() - last > _NEW:
        logger.warning("The cache %s forgets: %s (%s)", place, kind, type(error).__name__)


def remember(place, kind):
    """Store that trouble of this ``kind`` happened now; return when it last did, or None."""
    kinds = _seen.setdefault(place, {})
    last, kinds[kind] = kinds.get(kind), monotonic()
    return last


def trouble_of(place):
    """Return the kinds of trouble of a cache in this process in the last minutes, newest first."""
    since = monotonic() - _SECONDS
    kinds = sorted(_seen.get(place, {}).items(), key=lambda item: item[1], reverse=True)
    return [kind for kind, last in kinds if last > since]
