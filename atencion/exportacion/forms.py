from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Site

from atencion import numeros
from tableros.fechas import DateField

_LONGEST_REASON = 1000


class DatoDePersonaForm(forms.Form):
    """The datum that identifies the citizen, as it is written in the case."""

    que = forms.ChoiceField(
        label=_("Por cuál dato"),
        choices=[
            ("ci", _("Carné de identidad")),
            ("telefono", _("Teléfono")),
            ("correo", _("Correo electrónico")),
            ("numero", _("Número de un caso")),
        ],
    )
    valor = forms.CharField(
        label=_("Cuál es"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean(self):
        data = super().clean()
        if data.get("que") == "numero" and numeros.read(data.get("valor", "")) is None:
            self.add_error("valor", _("El número tiene un error: cópielo otra vez."))
        return data


class PedirForm(forms.Form):
    """Request to export many cases: which ones, and the reason for whoever approves it."""

    site = forms.ModelChoiceField(label=_("Portal"), queryset=Site.objects.none())
    desde = DateField(label=_("Recibidos desde"), widget=AdminDateInput)
    hasta = DateField(label=_("Hasta"), widget=AdminDateInput)
    motivo = forms.CharField(
        label=_("Para qué"),
        max_length=_LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Lo lee quien aprueba. No escriba nombres ni números de carné."),
    )

    def __init__(self, *args, sites, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["site"]
        field.queryset = sites.order_by("site_name", "pk")
        if len(only := sites[:2]) == 1:
            field.initial, field.empty_label = only[0], None

    def clean(self):
        data = super().clean()
        desde, hasta = data.get("desde"), data.get("hasta")
        if desde and hasta and hasta < desde:
            raise ValidationError(
                {"hasta": _("La fecha final es anterior a la inicial: corrija una de las dos.")}
            )
        if desde and desde > timezone.localdate():
            raise ValidationError(
                {"desde": _("Esa fecha es futura: escriba una de hoy o anterior.")}
            )
        return data
