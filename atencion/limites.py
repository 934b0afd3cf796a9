"""How much one sends to Atención a la Población: counted without writing down who it was.

One browser or one telephone is limited narrowly; one network address, which a whole municipality
may share, widely, and less so where nothing but the question is proven (:mod:`atencion.antispam`).
"""

from math import ceil
from secrets import token_hex

from django.conf import settings
from django.utils.translation import ngettext

from servidor.limites import count, forgive, place_of, seconds_left

from .casos import huella

_PURPOSE = "atencion"
_HOUR = 3600
# Of each hour of the one decoder of photos that a machine has: some ten a minute of any phone,
# and a fifth of the hour where somebody sends the costliest on purpose.
_SECONDS_OF_PHOTOS = 720


def of_sending(request, form):
    """Return {what is counted when ``form`` is sent: how often it may be in an hour}."""
    browser = request.session.setdefault("atencion_navegador", token_hex(8))
    place = place_of(request, _PURPOSE)
    limits = {
        f"atencion-navegador-{browser}": settings.ATENCION_POR_HORA,
        f"atencion-red-{place}": settings.ATENCION_RED_POR_HORA,
    }
    # From one place: who knows the telephone of somebody does not keep them from writing.
    if digests := huella("telefono", form.cleaned_data.get("telefono", "")):
        limits[f"atencion-telefono-{digests[0]}-{place}"] = settings.ATENCION_POR_HORA
    if form.is_by_answer:
        limits[f"atencion-pregunta-{place}"] = settings.ATENCION_PREGUNTAS_POR_HORA
    return limits


def of_adding(request, caso):
    """The same of what the person adds to ``caso``."""
    return {
        f"atencion-caso-{caso.pk}": settings.ATENCION_POR_HORA,
        f"atencion-red-{place_of(request, _PURPOSE)}": settings.ATENCION_RED_POR_HORA,
    }


class Fotos:
    """The seconds that photos of one network cost in an hour: letters with one may cost little."""

    def __init__(self, request):
        self._key = f"atencion-fotos-{place_of(request, _PURPOSE)}"

    def wait(self):
        """Return in how many seconds more of them may be drawn, 0 for now."""
        return seconds_left(_HOUR) if count(self._key, _HOUR, 0) >= _SECONDS_OF_PHOTOS else 0

    def spend(self, seconds):
        count(self._key, _HOUR, ceil(seconds))


def wait(limits):
    """Count what is about to be sent; return in how many seconds it may be, 0 for now."""
    counted = [count(key, _HOUR) > most for key, most in limits.items()]
    return seconds_left(_HOUR) if any(counted) else 0


def take_back(limits):
    """Not count what was not taken in for no fault of the sender."""
    for key in limits:
        forgive(key, _HOUR)


def wait_in_words(seconds):
    """Tell somebody who sent too much when they may go on."""
    minutes = max(1, -(-seconds // 60))
    return ngettext(
        "Se han enviado muchos escritos seguidos. Podrá enviar este dentro de %(minutos)d minuto; "
        "lo que escribió sigue aquí. Si es urgente, llame o vaya a la oficina.",
        "Se han enviado muchos escritos seguidos. Podrá enviar este dentro de %(minutos)d "
        "minutos; lo que escribió sigue aquí. Si es urgente, llame o vaya a la oficina.",
        minutes,
    ) % {"minutos": minutes}
