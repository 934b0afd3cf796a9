"""Caches that pages can do without: whatever befalls one, it has merely forgotten.

What cannot be read is not there, what cannot be kept is not kept, and whoever asks gets no error.
What happened stands in the log, and for a while :func:`trouble_of` tells it.
"""

import logging
from time import monotonic

from servidor.breaker import kind_of

logger = logging.getLogger(__name__)

_SECONDS = 300  # for which trouble is told after it was last seen
_NEW = 60  # seconds without it, after which the same trouble gets a line of the log again

# An entry that nobody can read; it went away when it was found.
DAMAGED = "damaged entries"

# Of this process: {place: {kind: when it was last seen}}
_seen = {}


def note(place, error, kind=None):
    """Write down that the cache at ``place`` has trouble: once, however often it is met."""
    kind = kind or kind_of(error)
    last = remember(place, kind)
    if last is None or monotonic() - last > _NEW:
        logger.warning("The cache %s forgets: %s (%s)", place, kind, type(error).__name__)


def remember(place, kind):
    """Remember that trouble of this ``kind`` was seen; return when it was the last time."""
    kinds = _seen.setdefault(place, {})
    last, kinds[kind] = kinds.get(kind), monotonic()
    return last


def trouble_of(place):
    """Return the kinds of trouble that this process lately had with a cache, the last one first."""
    since = monotonic() - _SECONDS
    kinds = sorted(_seen.get(place, {}).items(), key=lambda item: item[1], reverse=True)
    return [kind for kind, last in kinds if last > since]
