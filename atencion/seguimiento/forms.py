"""What the person writes to follow their case, and to add to it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from atencion import numeros
from atencion.archivos import ArchivosField
from atencion.forms.fields import LETTER, Texto


class SeguirForm(forms.Form):
    """The number and the code of a case, as they stand on its acuse."""

    numero = forms.CharField(
        label=_("Número"),
        max_length=20,
        help_text=_("Como en 26-00042-7."),
        # Of figures and hyphens, which keyboards of telephones have and numeric ones lack.
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "inputmode": "tel"}),
        error_messages={"required": _("Escriba el número que dice su acuse.")},
    )
    codigo = forms.CharField(
        label=_("Código secreto"),
        max_length=30,
        help_text=_("Doce letras y cifras, como en K7TM-4QXA-9RWD. Da igual en mayúsculas o no."),
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Escriba el código que dice su acuse.")},
    )

    def clean_numero(self):
        """Return the key of the case; a slip is told here, before anything is looked up."""
        pk = numeros.leer(self.cleaned_data["numero"])
        if pk is None:
            raise ValidationError(
                _("En ese número hay algo cambiado: cópielo otra vez, cifra por cifra.")
            )
        return pk


def _texto(label, *, required=True):
    return Texto(
        label=label,
        required=required,
        max_length=LETTER,
        rows=8,
        error_messages={"required": _("Escriba algo antes de enviar.")},
    )


class AccionForm(forms.Form):
    """What the person writes to do one thing with their case."""

    titulo = ""


class AmpliarForm(AccionForm):
    titulo = _("Añadir información")

    texto = _texto(_("Qué quiere añadir"))
    archivos = ArchivosField()


class InconformeForm(AccionForm):
    titulo = _("No estoy conforme")

    texto = _texto(_("Por qué no está conforme"))


class RetirarForm(AccionForm):
    titulo = _("Retirar el caso")

    texto = _texto(_("Por qué lo retira (si quiere decirlo)"), required=False)


ACCIONES = {"anadir": AmpliarForm, "inconforme": InconformeForm, "retirar": RetirarForm}
