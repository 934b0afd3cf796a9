"""A Redis cache for several machines."""

from urllib.parse import urlsplit

import django_redis.cache
from django.core.cache.backends.base import BaseCache
from redis.exceptions import RedisError, ResponseError

from servidor.breaker import Breaker, kind_of

from . import DAMAGED, note, remember

PAUSE = 5  # seconds for which a server that failed is not used

# In this process: {place of a server: its breaker}, and databases whose deletions failed.
_breakers = {}
_unforgotten = set()


class RedisCache(django_redis.cache.RedisCache):
    """The cache of django-redis, but a server that is down raises no error.

    Django-redis can also ignore errors, but it tries and waits each time, and raises for unreadable
    entries. Its ``add`` then returns False, as if somebody else had been first, so a task that must
    run once would never run.
    """

    def __init__(self, server, params):
        super().__init__(server, params)
        several = server.split(",") if isinstance(server, str) else server
        self.place = ", ".join(map(_machine, several))  # the same for all its databases
        self._database = str(several)
        self._breaker = _breakers.setdefault(self.place, Breaker(f"The cache {self.place}", PAUSE))

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
            return BaseCache.get_many(self, keys, version)  # one by one, without the unreadable

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
            raise ValueError("The number is not there")  # as if it had expired
        return number

    def delete(self, *args, **kwargs):
        return self._ask("delete", False, *args, forget=True, **kwargs)

    def delete_many(self, *args, **kwargs):
        return self._ask("delete_many", 0, *args, forget=True, **kwargs)

    def clear(self):
        return self._ask("clear", None, forget=True)

    def _ask(self, name, otherwise, *args, forget=False, **kwargs):
        """Return the result of django-redis, or ``otherwise`` if the server does not answer.

        With ``forget``, a failed deletion is remembered: the database is emptied before its next
        use.
        """
        redis = super()
        if not self._breaker.lets_through():
            if forget:
                _unforgotten.add(self._database)
            return otherwise
        try:
            if self._database in _unforgotten:
                redis.clear()
                _unforgotten.discard(self._database)
            answer = getattr(redis, name)(*args, **kwargs)
        except (RedisError, OSError) as error:
            if forget:
                _unforgotten.add(self._database)
            if not isinstance(error, ResponseError):
                remember(self.place, kind_of(error))
                self._breaker.failed(error)
                return otherwise
            note(self.place, error, _refusal(error))
            answer = otherwise
        except Exception:  # of an entry that cannot be read
            self._breaker.works()
            raise
        self._breaker.works()
        return answer


def _machine(server):
    """Return the address of ``server`` without its password."""
    address = urlsplit(server)
    return address.path if address.scheme == "unix" else address.netloc.rpartition("@")[2]


def _refusal(error):
    """Return the code with which Redis refuses a command (MISCONF: its disk is full), or None."""
    said = str(error).rpartition("caused error: ")[2]  # for a pipeline
    word = said.partition(" ")[0]
    return word if word.isupper() else None
