"""Keeps «abierto ahora» true in pages that caches keep for a while."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.cache import patch_cache_control


class ConEstadosMixin:
    """A page that says of some offices whether they are open.

    No cache holds it past the next change of one of the ``estados`` in its context. A page is
    kept here, and once more as long in the browser: in the last moments before somebody opens
    or closes it is made anew for everybody.
    """

    def render(self, request, *args, **kwargs):
        response = super().render(request, *args, **kwargs)
        kept = timedelta(seconds=2 * settings.CACHE_MIDDLEWARE_SECONDS)
        states = response.context_data.get("estados", ())
        changes = [state.cambia for state in states if state is not None and state.cambia]
        if changes and min(changes) - timezone.now() <= kept:
            patch_cache_control(response, max_age=0)
        return response


def states(cards):
    """Return what of a list changes by itself: whether each is open."""
    return [card.atencion.estado for card in cards if card.atencion]
