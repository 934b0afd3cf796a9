"""A test whether the caches store what they get, for monitoring."""

from uuid import uuid4

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import gettext as _

from . import trouble_of


def troubles():
    """Return two texts: caches that store nothing, and caches that work but had trouble lately."""
    failing, mended = [], []
    for alias in settings.CACHES:
        keeps, kinds = _try(alias)
        if kinds or not keeps:
            words = ", ".join(kinds) or _("no guarda nada")
            (mended if keeps else failing).append(f"{alias}: {words}")
    return "; ".join(failing), "; ".join(mended)


def _try(alias):
    """Return whether the cache returns what was stored, and its kinds of trouble as a list."""
    # A new key: an older value would look like a success.
    key = f"readyz-{uuid4().hex}"
    try:
        cache = caches[alias]
        cache.set(key, key, timeout=10)
        if keeps := cache.get(key) == key:
            cache.delete(key)
    except Exception as error:  # a cache class of others, which raises
        return False, [type(error).__name__]
    return keeps, trouble_of(getattr(cache, "place", None))
