from django import forms
from django.utils.translation import gettext_lazy as _


class DevolverForm(forms.Form):
    comentario = forms.CharField(
        label=_("Qué hay que cambiar"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "Le llega por correo a quien envió el cambio y queda a la vista en el archivo."
        ),
        error_messages={"required": _("Escriba qué hay que cambiar: sin eso no se devuelve.")},
    )
