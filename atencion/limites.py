"""How much one sends to Atención a la Población: counted without writing down who it was.

One browser or one telephone is limited narrowly; one network address, which a whole municipality
may share, widely, and less so where nothing but the question is proven (:mod:`atencion.robots`).
"""

from secrets import token_hex

from django.conf import settings
from django.utils.translation import ngettext

from base.limites import count, forgive, place_of, seconds_left

from .casos import huella

_PURPOSE = "atencion"
_HOUR = 3600


def of_sending(request, form):
    """Return {what is counted when ``form`` is sent: how often it may be in an hour}."""
    browser = request.session.setdefault("atencion_navegador", token_hex(8))
    place = place_of(request, _PURPOSE)
    limits = {
        f"atencion-navegador-{browser}": settings.ATENCION_POR_HORA,
        **_of_place(place, form),
    }
    # From one place: who knows the telephone of somebody does not keep them from writing.
    if digests := huella("telefono", form.cleaned_data.get("telefono", "")):
        limits[f"atencion-telefono-{digests[0]}-{place}"] = settings.ATENCION_POR_HORA
    if form.is_by_answer:
        limits[f"atencion-pregunta-{place}"] = settings.ATENCION_PREGUNTAS_POR_HORA
    return limits


def of_adding(request, caso, form):
    """The same of what the person adds to ``caso``."""
    return {
        f"atencion-caso-{caso.pk}": settings.ATENCION_POR_HORA,
        **_of_place(place_of(request, _PURPOSE), form),
    }


def _of_place(place, form):
    """Files are counted by letter, as if each brought as many as it may: photos cost the most."""
    limits = {f"atencion-red-{place}": settings.ATENCION_RED_POR_HORA}
    if form.cleaned_data.get("archivos"):
        most = settings.ATENCION_RED_POR_HORA // settings.ATENCION_ADJUNTOS_MAX
        limits[f"atencion-archivos-{place}"] = most
    return limits


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
