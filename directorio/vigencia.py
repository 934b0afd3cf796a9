"""Keeps «abierto ahora» true in pages that caches keep for a while."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.cache import patch_cache_control


class ConEstadosMixin:
    """A page that says of some offices whether they are open: the ``estados`` in its context."""

    def render(self, request, *args, **kwargs):
        response = super().render(request, *args, **kwargs)
        hold_while_true(response, response.context_data.get("estados", ()))
        return response


def hold_while_true(response, estados):
    """Let no cache hold ``response`` past the next change of one of ``estados``.

    A page is kept here, and once more as long in the browser: in the last moments before somebody
    opens or closes it is made anew for everybody.
    """
    kept = timedelta(seconds=2 * settings.PAGE_CACHE_SECONDS)
    changes = [state.cambia for state in estados if state is not None and state.cambia]
    if changes and min(changes) - timezone.now() <= kept:
        patch_cache_control(response, max_age=0)


def note_states(request, estados):
    """Keep in mind what is said while the page that answers ``request`` is drawn."""
    vars(request).setdefault("_estados", []).extend(estados)


def noted_states(request):
    return vars(request).get("_estados", ())


def states(cards):
    """Return what of a list changes by itself: whether each is open, and whom to call there."""
    return [state for card in cards for state in card.estados]
