"""Cache control that keeps «abierto ahora» true in cached pages."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.cache import patch_cache_control


class ConEstadosMixin:
    """Page that shows whether offices are open: their ``estados`` are in its context."""

    def render(self, request, *args, **kwargs):
        response = super().render(request, *args, **kwargs)
        hold_while_true(response, response.context_data.get("estados", ()))
        return response


def hold_while_true(response, estados):
    """Set ``max-age=0`` on ``response`` if one of ``estados`` changes soon.

    «Soon» is twice ``PAGE_CACHE_SECONDS``: a page may be cached that long on the server, and
    then as long again in the browser.
    """
    kept = timedelta(seconds=2 * settings.PAGE_CACHE_SECONDS)
    changes = [state.cambia for state in estados if state is not None and state.cambia]
    if changes and min(changes) - timezone.now() <= kept:
        patch_cache_control(response, max_age=0)


def note_states(request, estados):
    """Store on ``request`` the states that are shown while its page is rendered."""
    vars(request).setdefault("_estados", []).extend(estados)


def noted_states(request):
    return vars(request).get("_estados", ())


def states(cards):
    """Return the states of all ``cards``, on which their text and number to call depend."""
    return [state for card in cards for state in card.estados]
