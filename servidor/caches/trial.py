"""Whether the caches keep what they are given: for whoever watches the installation."""

from uuid import uuid4

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import gettext as _

from . import trouble_of


def troubles():
    """Return, in words, the caches that keep nothing, and those that lately were in trouble."""
    failing, mended = [], []
    for alias in settings.CACHES:
        keeps, kinds = _try(alias)
        if kinds or not keeps:
            words = ", ".join(kinds) or _("no guarda nada")
            (mended if keeps else failing).append(f"{alias}: {words}")
    return "; ".join(failing), "; ".join(mended)


def _try(alias):
    """Return whether the cache gives back what it takes, and the kinds of trouble it has had."""
    # A name of its own: what is there from the time before would look like an answer.
    key = f"readyz-{uuid4().hex}"
    try:
        cache = caches[alias]
        cache.set(key, key, timeout=10)
        if keeps := cache.get(key) == key:
            cache.delete(key)
    except Exception as error:  # a cache that is none of ours, and fails in its own way
        return False, [type(error).__name__]
    return keeps, trouble_of(getattr(cache, "place", None))
