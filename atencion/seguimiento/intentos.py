"""Wrong codes are counted, so that programs that try them are told off and no person is.

The code itself keeps strangers out: of its 27^12 (57 bits) a thousand guesses a second find one
in two million years. So no limit stands before it. A right code opens its case whatever
was tried before, from there or from elsewhere: nobody locks anybody out.
"""

from servidor.limites import count, place_of

_WINDOW = 3600
_OF_A_NUMBER_FROM_A_PLACE = 10
# A place may be the only address of a municipality.
_FROM_A_PLACE = 600


def are_too_many(request, pk):
    """Count one wrong code of the case ``pk``; return whether people do not make as many slips."""
    place = place_of(request, "atencion.seguimiento")
    limits = {f"seguir-{pk}-{place}": _OF_A_NUMBER_FROM_A_PLACE, f"seguir-{place}": _FROM_A_PLACE}
    counted = [count(key, _WINDOW) > limit for key, limit in limits.items()]  # each of them
    return any(counted)
