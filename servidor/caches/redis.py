"""A cache in Redis, for all machines."""

from time import monotonic

import django_redis.cache
from django.core.cache.backends.base import BaseCache
from redis.exceptions import RedisError, ResponseError

from . import DAMAGED, note

# For so many seconds nobody asks a server that did not answer: a page asks a dozen times, and
# would wait each time.
_PAUSE = 5
# Of this process: {(server, whether it was to forget): when it is asked again}
_asked_again = {}


class RedisCache(django_redis.cache.RedisCache):
    """The cache of django-redis, for which a server that is gone is nothing to fail over.

    Django-redis can ignore errors, too, but not those of ``touch``, nor entries that cannot be
    read; and its ``add`` then says that somebody else was first: what is done once is never done.
    """

    @property
    def place(self):
        several = self._server if isinstance(self._server, list) else [self._server]
        return ", ".join(
            server.rpartition("//")[2].rpartition("@")[2] for server in several
        )  # without passwords

    def get(self, key, default=None, version=None, client=None):
        try:
            return self._ask("get", default, key, default, version, client)
        except Exception as error:  # damaged pickles raise anything
            note(self.place, error, DAMAGED)
            self.delete(key, version=version)
            return default

    def get_many(self, keys, version=None):
        try:
            return self._ask("get_many", {}, keys, version=version)
        except Exception:
            return BaseCache.get_many(self, keys, version)  # those that can be read

    def set(self, *args, **kwargs):
        return self._ask("set", False, *args, **kwargs)

    def set_many(self, data, *args, **kwargs):
        return self._ask("set_many", list(data), data, *args, **kwargs) or []

    def add(self, *args, **kwargs):
        return self._ask("add", True, *args, **kwargs)

    def has_key(self, *args, **kwargs):
        return self._ask("has_key", False, *args, **kwargs)

    def touch(self, *args, **kwargs):
        return self._ask("touch", False, *args, **kwargs)

    def incr(self, *args, **kwargs):
        return self._counted("incr", *args, **kwargs)

    def decr(self, *args, **kwargs):
        return self._counted("decr", *args, **kwargs)

    def _counted(self, name, *args, **kwargs):
        number = self._ask(name, None, *args, **kwargs)
        if number is None:
            raise ValueError("The number is not there")  # as of one that has expired
        return number

    def delete(self, *args, **kwargs):
        return self._ask("delete", False, *args, forget=True, **kwargs)

    def delete_many(self, *args, **kwargs):
        return self._ask("delete_many", 0, *args, forget=True, **kwargs)

    def clear(self):
        return self._ask("clear", None, forget=True)

    def _ask(self, name, otherwise, *args, forget=False, **kwargs):
        """Return what django-redis answers, or ``otherwise`` while the server does not.

        What is to ``forget`` is tried also where others just asked in vain: it matters longer.
        """
        door = (self.place, forget)
        if monotonic() < _asked_again.get(door, 0):
            return otherwise
        if door in _asked_again:
            _asked_again[door] = monotonic() + _PAUSE  # one tries for the whole process
        try:
            answer = getattr(super(), name)(*args, **kwargs)
        except (RedisError, OSError) as error:
            note(self.place, error)
            if not isinstance(error, ResponseError):  # it answers, and refuses: no room, say
                _asked_again[door] = monotonic() + _PAUSE
            return otherwise
        _asked_again.pop(door, None)
        return answer
