"""Count of wrong codes, to answer 429 to programs that try codes and never to people.

The code itself keeps strangers out: there are 27^12 codes (57 bits), and a thousand guesses a
second take two million years to find one. So no limit comes before the check: a right code always
opens its case, whatever was tried before, and nobody can lock out anybody else.
"""

from servidor.limites import count, place_of

_WINDOW = 3600
_OF_A_NUMBER_FROM_A_PLACE = 10
# A whole municipality may share one address.
_FROM_A_PLACE = 600


def are_too_many(request, pk):
    """Count a wrong code of the case ``pk``; return whether there are more than people type."""
    place = place_of(request, "atencion.seguimiento")
    limits = {f"seguir-{pk}-{place}": _OF_A_NUMBER_FROM_A_PLACE, f"seguir-{place}": _FROM_A_PLACE}
    counted = [count(key, _WINDOW) > limit for key, limit in limits.items()]  # count in all of them
    return any(counted)
