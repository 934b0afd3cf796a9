"""Keeps programs from sending forms, without a foreign service and without asking who one is.

A field that only programs fill in, a moment that only they do not need, and a proof: some work
of the browser (ALTCHA), or the answer to a plain question where no script runs. How much one
browser or one telephone sends is limited; what one network address sends is not, for it may be
that of a whole municipality, but for what is proven by the question alone.
"""

import time
from dataclasses import dataclass, field
from functools import cached_property
from secrets import randbelow, token_hex
from uuid import uuid4

import altcha
from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from base.limites import count, place_of, seconds_left

from .casos import huella

_SALT = "atencion.robots"
_HOUR = 3600
_DAY = 24 * _HOUR
# One attempt costs a phone a few milliseconds; how many there are is in the settings.
_WORK = {"algorithm": "PBKDF2/SHA-256", "cost": 4000}
_NUMBERS = [
    gettext_lazy("cero"),
    gettext_lazy("uno"),
    gettext_lazy("dos"),
    gettext_lazy("tres"),
    gettext_lazy("cuatro"),
    gettext_lazy("cinco"),
    gettext_lazy("seis"),
    gettext_lazy("siete"),
    gettext_lazy("ocho"),
    gettext_lazy("nueve"),
    gettext_lazy("diez"),
]


@dataclass(frozen=True)
class Control:
    """What a form carries along, signed: when it was given out, and what it asks."""

    desde: float = field(default_factory=time.time)
    a: int = field(default_factory=lambda: 1 + randbelow(5))
    b: int = field(default_factory=lambda: 1 + randbelow(5))
    nombre: str = field(default_factory=lambda: token_hex(8))

    @classmethod
    def read(cls, token):
        """Return what was given out as ``token``, None if nobody here did, or too long ago."""
        try:
            return cls(*signing.loads(token, salt=_SALT, max_age=_DAY))
        except (signing.BadSignature, TypeError):
            return None

    @property
    def token(self):
        return signing.dumps([self.desde, self.a, self.b, self.nombre], salt=_SALT)

    @property
    def pregunta(self):
        return _("¿Cuánto es %(a)s más %(b)s?") % {"a": _NUMBERS[self.a], "b": _NUMBERS[self.b]}

    @property
    def is_too_soon(self):
        return time.time() - self.desde < settings.ATENCION_SEGUNDOS_MINIMOS

    def is_answer(self, text):
        total = self.a + self.b
        return text.strip(" .").casefold() in {str(total), str(_NUMBERS[total]).casefold()}


class ControlForm(forms.Form):
    """A form that people send and programs do not."""

    envio = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    casilla = forms.CharField(
        required=False,
        label=gettext_lazy("Deje esta casilla vacía"),
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    control = forms.CharField(required=False, widget=forms.HiddenInput)
    prueba = forms.CharField(required=False, widget=forms.HiddenInput)
    respuesta = forms.CharField(
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=gettext_lazy("Con una cifra o en letras. Así sabemos que no es un programa."),
    )

    # Whether the answer to the question was all that spoke for the sender.
    is_by_answer = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sent = self.data.get("control", "") if self.is_bound else ""
        self.issued = Control.read(sent)
        self.shown = self.issued or Control()
        self.fields["respuesta"].label = self.shown.pregunta

    @cached_property
    def reto(self):
        """The work that is asked of the browser, as JSON knows it."""
        most = settings.ATENCION_TRABAJO
        challenge = altcha.create_challenge(
            **_WORK,
            counter=most // 2 + randbelow(most // 2 + 1),
            expires_at=int(time.time()) + _DAY,
            hmac_secret=_secret(),
        )
        return challenge.to_dict()

    def clean(self):
        cleaned_data = super().clean()
        if cleaned_data.get("casilla"):
            self.add_error("casilla", _("Borre lo que dice esta casilla y envíe otra vez."))
        if self.issued is not None and self.issued.is_too_soon:
            self.add_error(None, _("Fue muy rápido. Espere unos segundos y envíe otra vez."))
        elif not self._is_proven(cleaned_data):
            self.add_error("respuesta", _("Falta un paso: responda esta pregunta y envíe."))
        return cleaned_data

    def _is_proven(self, cleaned_data):
        envio = str(cleaned_data.get("envio", ""))
        proof = cleaned_data.get("prueba", "")
        if proof and altcha.verify_solution(proof, _secret()).verified:
            name = altcha.Payload.from_base64(proof).challenge.parameters.nonce
            if _is_only_for(envio, name):
                return True
        self.is_by_answer = (
            self.issued is not None
            and self.issued.is_answer(cleaned_data.get("respuesta", ""))
            and _is_only_for(envio, self.issued.nombre)
        )
        return self.is_by_answer


def _secret():
    return salted_hmac(_SALT, "", algorithm="sha256").hexdigest()


def _is_only_for(envio, nombre):
    """Whether the proof has served no other case: one that is sent again keeps its own."""
    return cache.get_or_set(f"atencion-prueba-{nombre}", envio, _DAY) == envio


def wait_to_send(request, form):
    """Count what is about to be sent; return in how many seconds it may be, 0 for now."""
    browser = request.session.setdefault("atencion_navegador", token_hex(8))
    limits = {f"atencion-navegador-{browser}": settings.ATENCION_POR_HORA}
    if digests := huella("telefono", form.cleaned_data.get("telefono", "")):
        limits[f"atencion-telefono-{digests[0]}"] = settings.ATENCION_POR_HORA
    if form.is_by_answer:
        place = place_of(request, _SALT)
        limits[f"atencion-pregunta-{place}"] = settings.ATENCION_PREGUNTAS_POR_HORA
    counted = [count(key, _HOUR) > most for key, most in limits.items()]
    return seconds_left(_HOUR) if any(counted) else 0


def wait_to_add(caso):
    """Count what the person is about to add to ``caso``; return the seconds, 0 for now."""
    too_much = count(f"atencion-caso-{caso.pk}", _HOUR) > settings.ATENCION_POR_HORA
    return seconds_left(_HOUR) if too_much else 0


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
