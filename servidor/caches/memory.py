"""Entries of a shared cache in the memory of this process."""

from time import time
from typing import NamedTuple

_MOST = 8 * 2**20  # bytes in each process


class Entry(NamedTuple):
    """What the shared cache stores under a key: ``data`` is pickled, ``until`` a time of Unix."""

    mark: str
    until: float
    data: bytes

    def is_of(self, mark):
        """Return whether the entry is valid now, for a response with this ``mark``."""
        return self.mark == mark and self.until > time()


class Memory:
    """Entries of one cache, emptied when they take too many bytes.

    They are pickled: if responses shared objects, what one of them sets on a page or a record would
    reach the next one.
    """

    def __init__(self):
        self._entries, self._size = {}, 0

    def get(self, key, mark):
        """Return the valid entry under ``key``, or None."""
        entry = self._entries.get(key)
        return entry if entry is not None and entry.is_of(mark) else None

    def set(self, key, entry):
        if self._size > _MOST:
            self._entries, self._size = {}, 0
        if (replaced := self._entries.get(key)) is not None:
            self._size -= len(replaced.data)
        self._entries[key] = entry
        self._size += len(entry.data)
