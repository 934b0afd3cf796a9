"""A time limit for waiting, separate for each thread."""

from contextlib import contextmanager
from threading import local


class Patience(local):
    """``left`` is how many seconds this thread may still wait; None means no limit."""

    left = None

    @contextmanager
    def lasting(self, seconds):
        before, self.left = self.left, seconds
        try:
            yield
        finally:
            self.left = before
