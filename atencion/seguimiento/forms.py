"""Forms with which citizens follow their case and add to it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from atencion import numeros
from atencion.archivos import ArchivosField
from atencion.forms.fields import LETTER, TextoField


class SeguirForm(forms.Form):
    """The number and the code of a case, as the acuse shows them."""

    numero = forms.CharField(
        label=_("Número"),
        max_length=20,
        help_text=_("Como en 26-00042-7."),
        # «tel», because a numeric keyboard has no hyphen.
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
        """Return the key of the case; a mistyped number is refused without a query."""
        pk = numeros.read(self.cleaned_data["numero"])
        if pk is None:
            raise ValidationError(_("El número tiene un error: cópielo otra vez, cifra por cifra."))
        return pk


def _texto(label, *, required=True):
    return TextoField(
        label=label,
        required=required,
        max_length=LETTER,
        rows=8,
        error_messages={"required": _("Escriba algo antes de enviar.")},
    )


class AccionForm(forms.Form):
    """Base class of the forms of the actions of the citizen."""

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
