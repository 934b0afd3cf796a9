from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from tableros.fechas import DateField

_LENGTH = 1000


class PedirForm(forms.Form):
    motivo = forms.CharField(
        label=_("Por qué hay que retirarla"),
        max_length=_LENGTH,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Qué está mal o ya no vale: es lo que leerá quien decide."),
        error_messages={"required": _("Escriba por qué: sin eso nadie puede decidir.")},
    )
    desde = DateField(
        label=_("Desde cuándo está mal"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Solo si lo sabe."),
    )

    def clean_desde(self):
        day = self.cleaned_data["desde"]
        if day and day > timezone.localdate():
            raise ValidationError(_("Esa fecha es futura: escriba una de hoy o anterior."))
        return day


class NegarForm(forms.Form):
    comentario = forms.CharField(
        label=_("Por qué no se retira"),
        max_length=_LENGTH,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Le llega por correo a quien lo pidió."),
        error_messages={"required": _("Escriba por qué no: le llega a quien lo pidió.")},
    )
