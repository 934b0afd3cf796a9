from django import forms
from django.utils.translation import gettext_lazy as _


class ArchivoForm(forms.Form):
    archivo = forms.FileField(
        label=_("Archivo"),
        help_text=_("Un Excel (.xlsx) con las hojas de la plantilla, o un CSV de una de ellas."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"empty": _("El archivo está vacío.")},
    )
