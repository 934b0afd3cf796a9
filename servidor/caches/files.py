"""A file cache for the processes of one machine."""

import pickle
from contextlib import contextmanager
from errno import EDQUOT, ENOSPC
from pathlib import Path
from random import randrange
from shutil import rmtree
from time import time

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

from . import DAMAGED, note

_MISSING = object()
# Django lists all files at each ``set``: 80 ms if there are ten thousand.
_CULL_EVERY = 100


class FileCache(FileBasedCache):
    """Django's file cache, but a damaged file or a full disk raises no error.

    Each entry contains its key. An entry with no key or another one is deleted: the caller would
    get the value of another key.
    """

    @property
    def place(self):
        return self._dir

    def get(self, key, default=None, version=None):
        own = self.make_key(key, version)
        with self._without(key, version, Exception):  # damaged pickles raise anything
            name, value = super().get(key, (own, default), version)
            if name == own:
                return value
            raise ValueError("The entry is another's")
        return default

    def has_key(self, key, version=None):
        return self.get(key, _MISSING, version) is not _MISSING

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        with self._without(key, version, OSError):
            super().set(key, (self.make_key(key, version), value), timeout, version)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        # Django writes into the file that others read, and a power cut would leave it half written.
        value = self.get(key, _MISSING, version)
        if value is _MISSING:
            return False
        self.set(key, value, timeout, version)
        return True

    def incr(self, key, delta=1, version=None):
        # Django would store the result for the default time, however long the number was to stay.
        value = self.get(key, _MISSING, version)
        try:
            with Path(self._key_to_file(key, version)).open("rb") as file:
                until = pickle.load(file)  # noqa: S301 our own file
        except (OSError, EOFError, pickle.UnpicklingError):
            value = _MISSING
        if value is _MISSING:
            raise ValueError("The number is not there")
        self.set(key, value + delta, until and until - time(), version)
        return value + delta

    @contextmanager
    def _without(self, key, version, failures):
        """Log and ignore ``failures``; delete the entry, and all entries if the disk is full."""
        fname = self._key_to_file(key, version)
        try:
            yield
        except failures as error:
            note(self.place, error, None if isinstance(error, OSError) else DAMAGED)
            if getattr(error, "errno", None) in (ENOSPC, EDQUOT):
                self.clear()  # frees the space
            self._delete(fname)

    def _delete(self, fname):
        try:
            return super()._delete(fname)
        except IsADirectoryError:
            rmtree(fname, ignore_errors=True)
            return True
        except OSError as error:
            # Only this file stays; the others are deleted all the same.
            note(self.place, error)
            return False

    def _cull(self):
        if randrange(_CULL_EVERY) == 0:  # noqa: S311
            super()._cull()

    def _createdir(self):
        try:
            super()._createdir()
        except OSError as error:
            note(self.place, error)
