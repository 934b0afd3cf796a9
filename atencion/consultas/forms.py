"""The questions of a consulta as a form: each is optional, but one answer is required."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from atencion.antispam import ControlForm
from atencion.forms.fields import TextoField
from atencion.opiniones.forms import mask

from .blocks import OTRA, opciones

_LONGEST = 2000
_LONGEST_OTHER = 200


class RespuestaForm(ControlForm):
    """Answer form. Fields are named by question key; «otra» has a second field for its text."""

    def __init__(self, consulta, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.preguntas = list(consulta.preguntas)
        for pregunta in self.preguntas:
            self.fields[pregunta.id] = _field(pregunta)
            if _takes_other(pregunta):
                self.fields[_other(pregunta.id)] = TextoField(
                    label=_("¿Cuál?"), required=False, max_length=_LONGEST_OTHER
                )

    def filas(self):
        """Return (kind, field, field of «otra» or None) of each question, for the template."""
        return [
            (
                pregunta.block_type,
                self[pregunta.id],
                self[_other(pregunta.id)] if _takes_other(pregunta) else None,
            )
            for pregunta in self.preguntas
        ]

    def clean(self):
        data = super().clean()
        if not self.errors and not any(any(self._answer(pregunta)) for pregunta in self.preguntas):
            raise ValidationError(_("Responda al menos una pregunta."))
        return data

    @transaction.atomic
    def save(self, consulta, huella):
        """Store the answer to ``consulta``; return whether some text in it was masked.

        ``huella`` is the digest of the sender's network (:func:`atencion.consultas.redes.huella`).
        """
        network, _is_new = consulta.redes.get_or_create(huella=huella)
        respuesta = consulta.respuestas.create(red=network)
        is_masked = False
        for pregunta in self.preguntas:
            keys, text = self._answer(pregunta)
            for key in keys:
                respuesta.marcadas.create(pregunta=pregunta.id, opcion=key)
            if text:
                kept = mask(text)
                is_masked |= kept != text
                respuesta.textos.create(pregunta=pregunta.id, texto=kept)
        return is_masked

    def _answer(self, pregunta):
        """Return (keys of the choices, text) of the answer to one question."""
        value = self.cleaned_data[pregunta.id]
        if pregunta.block_type == "texto":
            return [], value
        keys = [value] if isinstance(value, str) else list(value)
        keys = [key for key in keys if key]
        text = self.cleaned_data.get(_other(pregunta.id), "")
        if text and OTRA not in keys:
            # A text for «otra» marks «otra»; if only one choice is allowed, it replaces that one.
            keys = [OTRA] if pregunta.block_type == "una" else [*keys, OTRA]
        return keys, text


def _takes_other(pregunta):
    return pregunta.block_type != "texto" and pregunta.value["otra"]


def _other(key):
    return f"{key}-otra"


def _field(pregunta):
    label = pregunta.value["texto"]
    if pregunta.block_type == "texto":
        return TextoField(label=label, required=False, max_length=_LONGEST, rows=4)
    choices = opciones(pregunta)
    if pregunta.value["otra"]:
        choices.append((OTRA, _("Otra")))
    if pregunta.block_type == "una":
        return forms.ChoiceField(
            label=label, required=False, choices=choices, widget=forms.RadioSelect
        )
    return forms.MultipleChoiceField(
        label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple
    )
