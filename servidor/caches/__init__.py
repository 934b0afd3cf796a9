"""Caches that pages can do without: whatever befalls one, it has merely forgotten.

What cannot be read is not there, what cannot be kept is not kept, and whoever asks gets no error.
What happened stands in the log, and for a while :func:`trouble_of` tells it.
"""

import logging
import os
from time import monotonic

logger = logging.getLogger(__name__)

_SECONDS = 300  # for which trouble is told after it was last seen
_PAUSE = 60  # seconds between two lines of the log about the same trouble: there may be thousands

# An entry that nobody can read; it went away when it was found.
DAMAGED = "damaged entries"

# Of this process: {place: {kind: (when it was last seen, when it was last written to the log)}}
_seen = {}


def note(place, error, kind=None):
    """Write down that the cache at ``place`` had trouble."""
    kinds, kind, now = _seen.setdefault(place, {}), kind or _kind(error), monotonic()
    _last, logged = kinds.get(kind, (None, None))
    if logged is None or now - logged > _PAUSE:
        logger.warning("The cache %s forgets: %s (%s)", place, kind, type(error).__name__)
        logged = now
    kinds[kind] = (now, logged)


def trouble_of(place):
    """Return the kinds of trouble that this process lately had with a cache, the last one first."""
    since = monotonic() - _SECONDS
    kinds = sorted(_seen.get(place, {}).items(), key=lambda item: item[1], reverse=True)
    return [kind for kind, (last, _logged) in kinds if last > since]


def _kind(error):
    """What anybody may read: no path, and nothing of what was kept."""
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno)
    return type(error).__name__
