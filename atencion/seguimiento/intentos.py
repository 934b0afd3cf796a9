"""The number and the code of a case may be tried a few times, not guessed.

Counted are failures only. The narrow limit is of one number from one place, so that strangers
do not keep a person out by trying numbers; a place may be the only address of a municipality.
"""

from base.limites import count, forgive, place_of, seconds_left

_WINDOW = 3600
_OF_A_NUMBER_FROM_A_PLACE = 10
_OF_A_NUMBER = 50
_FROM_A_PLACE = 600


class Intento:
    """One attempt at the case ``pk``, written down before it is tried."""

    def __init__(self, request, pk):
        place = place_of(request, "atencion.seguimiento")
        limits = {
            f"seguir-{pk}-{place}": _OF_A_NUMBER_FROM_A_PLACE,
            f"seguir-{pk}": _OF_A_NUMBER,
            f"seguir-{place}": _FROM_A_PLACE,
        }
        self.keys = list(limits)
        counted = [count(key, _WINDOW) > limit for key, limit in limits.items()]
        self.wait = seconds_left(_WINDOW) if any(counted) else 0

    def succeeded(self):
        """Take it back: only failures count."""
        for key in self.keys:
            forgive(key, _WINDOW)
