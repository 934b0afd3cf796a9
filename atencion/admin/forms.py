"""The forms of the actions on a case, for the users who answer."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets import AdminAutoHeightTextInput

from atencion.archivos import ArchivosField
from atencion.forms.fields import LETTER, TextoField
from atencion.permissions import quienes_atienden

from .traslado import Destinos


def _text(label, help_text="", *, required):
    return TextoField(
        label=label,
        help_text=help_text,
        max_length=LETTER,
        widget=AdminAutoHeightTextInput(attrs={"rows": 5}),
        error_messages={"required": required},
    )


class AccionForm(forms.Form):
    """Base form. ``visto`` is the key of the last movimiento when the form was opened."""

    visto = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, caso, **kwargs):
        super().__init__(*args, **kwargs)
        self.caso = caso


class PersonaField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return get_user_display_name(person)


class AsignarForm(AccionForm):
    persona = PersonaField(
        label=_("Quién lo atiende"),
        queryset=None,
        required=False,
        empty_label=_("Nadie en particular"),
        help_text=_("Personas de Atención a la Población del portal o de la entidad del caso."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["persona"].queryset = quienes_atienden(self.caso)
        self.fields["persona"].initial = self.caso.asignada_a_id


class AnotarForm(AccionForm):
    texto = _text(
        _("Nota"),
        _("Solo la leen quienes atienden el caso: la persona no la ve."),
        required=_("Escriba la nota."),
    )
    archivos = ArchivosField()


class TrasladarForm(AccionForm):
    destino = forms.ChoiceField(
        label=_("A quién le corresponde"),
        error_messages={"required": _("Elija a quién le corresponde.")},
    )
    motivo = _text(
        _("Motivo"),
        _("La persona lo leerá: dígale por qué le corresponde a otro."),
        required=_("Escriba el motivo: la persona lo leerá."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.destinos = Destinos(self.caso)
        self.fields["destino"].choices = [("", _("Elija un destino")), *self.destinos.choices]

    def clean_destino(self):
        return self.destinos.read(self.cleaned_data["destino"])


class ProrrogarForm(AccionForm):
    motivo = _text(
        _("Motivo"),
        _("La persona lo leerá: dígale por qué hace falta más tiempo."),
        required=_("Escriba el motivo: sin él no hay prórroga."),
    )


class ResponderForm(AccionForm):
    texto = _text(
        _("Respuesta"),
        _("La persona la leerá con su número y su código. No escriba datos de otras personas."),
        required=_("Escriba la respuesta: no se responde sin texto."),
    )
    archivos = ArchivosField()


class BuscarPersonaForm(forms.Form):
    """Search for a citizen by one complete datum; a part of the datum finds nothing."""

    dato = forms.CharField(
        label=_("Carné de identidad, teléfono o correo"),
        max_length=120,
        help_text=_(
            "Completo, como lo escribió la persona. No queda en la dirección de la página."
        ),
        error_messages={"required": _("Escriba el dato completo.")},
    )
