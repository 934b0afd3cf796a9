"""Keeps «abierto ahora» true in pages that caches keep for a while."""

from datetime import timedelta

from django.conf import settings
from django.utils.cache import patch_cache_control


def limit_cache(response, states, now):
    """Let no cache hold the response past the next change of one of ``states``.

    A page is kept here, and once more as long in the browser. In the last moments before
    somebody opens or closes it is made anew for everybody.
    """
    kept = timedelta(seconds=2 * settings.CACHE_MIDDLEWARE_SECONDS)
    changes = [state.cambia for state in states if state is not None and state.cambia]
    if changes and min(changes) - now <= kept:
        patch_cache_control(response, max_age=0)
    return response
