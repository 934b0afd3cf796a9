"""What could not be had while something was made, such as a picture: then nobody keeps it."""

from contextvars import ContextVar

_count = ContextVar("what could not be had", default=0)


def missed():
    """Say that something could not be had, and may be had in a moment."""
    _count.set(_count.get() + 1)


def count():
    """Return how much could not be had so far: while it stays the same, nothing lacks."""
    return _count.get()
