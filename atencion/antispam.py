"""Protection of the forms against programs, without a foreign service or personal data.

A form is refused if it fills a field hidden from people, if it comes too soon, or if it has no
proof: some work of the browser (ALTCHA), or without scripts the answer to a plain question. The
signed token of a form (:class:`Control`) is valid for one sending only; without a valid token
nothing is accepted. How much people may send is limited elsewhere (:mod:`atencion.limites`).
"""

import json
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
from django.utils.translation import gettext_lazy

_SALT = "atencion.antispam"
_DAY = 24 * 3600
_UUID_LENGTH = 36
# One attempt costs a phone a few milliseconds; ATENCION_TRABAJO sets the number of attempts.
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
    """Signed data of a form: when it was issued, and the numbers of its question."""

    desde: float = field(default_factory=time.time)
    a: int = field(default_factory=lambda: 1 + randbelow(5))
    b: int = field(default_factory=lambda: 1 + randbelow(5))
    nombre: str = field(default_factory=lambda: token_hex(8))

    @classmethod
    def read(cls, token):
        """Return the control of ``token``; None if the signature is wrong or over a day old."""
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
    """Base form with the fields and checks against programs."""

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
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
        help_text=gettext_lazy("Con una cifra o en letras. Así sabemos que no es un programa."),
    )

    # Whether the sender answered the question instead of giving the proof of the browser.
    is_by_answer = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.issued = self._issued() if self.is_bound else None
        self.shown = self.issued or Control()
        self.fields["respuesta"].label = self.shown.pregunta

    def _issued(self):
        """Return the control issued for this form; None if missing or used by another sending."""
        control = Control.read(self.data.get("control", ""))
        envio = self.data.get("envio", "")[:_UUID_LENGTH]
        return control if control and _is_only_for(envio, control.nombre) else None

    @cached_property
    def reto(self):
        """The ALTCHA challenge for the browser, as JSON."""
        most = settings.ATENCION_TRABAJO
        challenge = altcha.create_challenge(
            **_WORK,
            counter=most // 2 + randbelow(most // 2 + 1),
            expires_at=int(time.time()) + _DAY,
            hmac_secret=_secret(),
        )
        return json.dumps(challenge.to_dict(), separators=(",", ":"))

    def clean(self):
        cleaned_data = super().clean()
        if cleaned_data.get("casilla"):
            self.add_error("casilla", _("Borre lo que dice esta casilla y envíe otra vez."))
        if self.issued is None:
            self.add_error(
                None,
                _(
                    "Esta página se abrió hace mucho tiempo, o ya se envió otra cosa con ella. "
                    "Revise lo que escribió y envíe otra vez."
                ),
            )
        elif self.issued.is_too_soon:
            self.add_error(None, _("Fue muy rápido. Espere unos segundos y envíe otra vez."))
        elif not self._is_proven(cleaned_data):
            self.add_error("respuesta", _missing(cleaned_data.get("respuesta")))
        return cleaned_data

    def _is_proven(self, cleaned_data):
        envio = str(cleaned_data.get("envio", ""))
        proof = cleaned_data.get("prueba", "")
        if proof and altcha.verify_solution(proof, _secret()).verified:
            name = altcha.Payload.from_base64(proof).challenge.parameters.nonce
            if _is_only_for(envio, name):
                return True
        self.is_by_answer = self.issued.is_answer(cleaned_data.get("respuesta", ""))
        return self.is_by_answer


def _missing(answer):
    """Return the error for a missing proof: no answer, or a wrong answer."""
    if answer:
        return _(
            "Esa respuesta no es correcta. Lo que escribió se conserva: responda otra vez y envíe."
        )
    return _("Falta un paso: responda esta pregunta y envíe.")


def _secret():
    return salted_hmac(_SALT, "", algorithm="sha256").hexdigest()


def _is_only_for(envio, nombre):
    """Whether no other ``envio`` used this proof; the same ``envio`` may use it again."""
    return cache.get_or_set(f"atencion-prueba-{nombre}", envio, _DAY) == envio
