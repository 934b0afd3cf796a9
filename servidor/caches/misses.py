"""Counts what was missing, such as an image, while a result was made: it is then not cached."""

from contextvars import ContextVar

_count = ContextVar("what could not be had", default=0)


def missed():
    """Report that something is missing now, though it may be available in a moment."""
    _count.set(_count.get() + 1)


def count():
    """Return how often something was missing so far; unchanged means that nothing was."""
    return _count.get()
