"""Limits on how much can be sent to Atención a la Población, counted without identities.

The limit of one browser or telephone is low. That of one network address is high, because a whole
municipality may share it, but lower if the sender only answered the question (``antispam``).
"""

from math import ceil
from secrets import token_hex

from django.conf import settings
from django.utils.translation import ngettext

from servidor.limites import count, forgive, place_of, seconds_left

from .casos import huella

_PURPOSE = "atencion"
_HOUR = 3600
# Seconds per hour of the only photo decoder of the machine: enough for some ten ordinary photos a
# minute; with the costliest photos, sent on purpose, still only a fifth of the hour.
_SECONDS_OF_PHOTOS = 720


def of_sending(request, form):
    """Return {counter key: limit per hour} of the counters that sending ``form`` raises."""
    browser = request.session.setdefault("atencion_navegador", token_hex(8))
    place = place_of(request, _PURPOSE)
    limits = {
        f"atencion-navegador-{browser}": settings.ATENCION_POR_HORA,
        f"atencion-red-{place}": settings.ATENCION_RED_POR_HORA,
    }
    # Per network: nobody can use up the limit of somebody else's telephone from another one.
    if digests := huella("telefono", form.cleaned_data.get("telefono", "")):
        limits[f"atencion-telefono-{digests[0]}-{place}"] = settings.ATENCION_POR_HORA
    if form.is_by_answer:
        limits[f"atencion-pregunta-{place}"] = settings.ATENCION_PREGUNTAS_POR_HORA
    return limits


def of_adding(request, caso):
    """Return the same mapping for what the citizen adds to ``caso``."""
    return {
        f"atencion-caso-{caso.pk}": settings.ATENCION_POR_HORA,
        f"atencion-red-{place_of(request, _PURPOSE)}": settings.ATENCION_RED_POR_HORA,
    }


class Fotos:
    """Seconds per hour spent on the photos of one network; sendings are counted apart."""

    def __init__(self, request):
        self._key = f"atencion-fotos-{place_of(request, _PURPOSE)}"

    def wait(self):
        """Return in how many seconds more photos may be decoded; 0 means now."""
        return seconds_left(_HOUR) if count(self._key, _HOUR, 0) >= _SECONDS_OF_PHOTOS else 0

    def spend(self, seconds):
        count(self._key, _HOUR, ceil(seconds))


def wait(limits):
    """Count one sending in all ``limits``; return the seconds to wait if over one, else 0."""
    counted = [count(key, _HOUR) > most for key, most in limits.items()]
    return seconds_left(_HOUR) if any(counted) else 0


def take_back(limits):
    """Undo the count of a sending that the portal could not accept for lack of a turn."""
    for key in limits:
        forgive(key, _HOUR)


def wait_in_words(seconds):
    """Return the message for a sender who is over the limit, with the minutes to wait."""
    minutes = max(1, -(-seconds // 60))
    return ngettext(
        "Se han enviado muchos escritos seguidos. Podrá enviar este dentro de %(minutos)d minuto; "
        "lo que escribió sigue aquí. Si es urgente, llame o vaya a la oficina.",
        "Se han enviado muchos escritos seguidos. Podrá enviar este dentro de %(minutos)d "
        "minutos; lo que escribió sigue aquí. Si es urgente, llame o vaya a la oficina.",
        minutes,
    ) % {"minutos": minutes}
