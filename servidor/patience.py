"""For how long somebody waits, thread by thread."""

from contextlib import contextmanager
from threading import local


class Patience(local):
    """``left`` is how many seconds this thread waits; None: as long as it takes."""

    left = None

    @contextmanager
    def lasting(self, seconds):
        before, self.left = self.left, seconds
        try:
            yield
        finally:
            self.left = before
