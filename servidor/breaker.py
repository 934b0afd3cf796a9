"""A circuit breaker: a resource that failed is not used for a while, so that nobody waits."""

import logging
import os
from threading import Lock
from time import monotonic

logger = logging.getLogger(__name__)


class Breaker:
    """Blocks a resource for ``pause`` seconds after a failure; then callers retry one at a time.

    The log says when the trouble begins and ends. The state belongs to one process.
    """

    def __init__(self, name, pause):
        self.name = name
        self.pause = pause
        self._lock = Lock()
        self._tried_again = None  # time of the next try; None while it works

    def lets_through(self):
        if self._tried_again is None:
            return True
        with self._lock:
            now = monotonic()
            if self._tried_again is None:
                return True
            if now < self._tried_again:
                return False
            self._tried_again = now + self.pause
            return True

    def failed(self, error):
        with self._lock:
            was_known, self._tried_again = self._tried_again, monotonic() + self.pause
        if was_known is None:
            logger.warning("%s fails, pages go on without it: %s", self.name, kind_of(error))

    def works(self):
        if self._tried_again is None:
            return
        with self._lock:
            was_known, self._tried_again = self._tried_again, None
        if was_known is not None:
            logger.warning("%s works again", self.name)


def kind_of(error):
    """Return the kind of ``error`` as text for anybody: without paths or stored data."""
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno)
    return type(error).__name__
