"""A cache of files, for the processes of one machine."""

from contextlib import contextmanager
from errno import EDQUOT, ENOSPC
from random import randrange
from shutil import rmtree

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

from . import DAMAGED, note

_MISSING = object()
# Django lists all files whenever it keeps one: 80 ms where there are ten thousand.
_CULL_EVERY = 100


class FileCache(FileBasedCache):
    """Django's cache of files, for which a damaged file or a full disk is nothing to fail over.

    Each entry bears its own name. What can be read and bears none, or that of another, was not
    kept under it: whoever asks would get something else than they keep.
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
        # Django writes into the file that others read, and that a power cut would leave half done.
        value = self.get(key, _MISSING, version)
        if value is _MISSING:
            return False
        self.set(key, value, timeout, version)
        return True

    @contextmanager
    def _without(self, key, version, failures):
        """Go on without the entry after one of ``failures``: it goes, and so does what is old."""
        fname = self._key_to_file(key, version)
        try:
            yield
        except failures as error:
            note(self.place, error, None if isinstance(error, OSError) else DAMAGED)
            if getattr(error, "errno", None) in (ENOSPC, EDQUOT):
                self.clear()  # the room that it takes is needed
            self._delete(fname)

    def _delete(self, fname):
        try:
            return super()._delete(fname)
        except IsADirectoryError:
            rmtree(fname, ignore_errors=True)
            return True
        except OSError as error:
            # Of all that are to go, this one alone stays.
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
