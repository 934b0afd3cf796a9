"""The form of the settings: it saves secrets, but never shows them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .tipos import opciones

_KEPT = _(
    "Ya se guardó, y no se muestra. Déjelo vacío para conservarlo; lo que escriba lo sustituye."
)
_NONE = _("Después de guardar nadie lo vuelve a ver, tampoco usted.")


class DifusionForm(WagtailAdminModelForm):
    tipos = forms.MultipleChoiceField(
        label=_("Qué se anuncia"),
        choices=opciones,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Se anuncia sola, una vez: cuando la página se publica por primera vez."),
    )
    borrar_telegram_clave = forms.BooleanField(label=_("Borrar la clave guardada"), required=False)
    borrar_webhook_secreto = forms.BooleanField(
        label=_("Borrar el secreto guardado"), required=False
    )

    SECRETS = ("telegram_clave", "webhook_secreto")
    # {switch of a channel: fields that the channel needs}.
    NEEDED = {
        "telegram_activo": ("telegram_canal", "telegram_clave"),
        "webhook_activo": ("webhook_url", "webhook_secreto"),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.SECRETS:
            is_kept = bool(getattr(self.instance, name))
            self.fields[name].help_text = _KEPT if is_kept else _NONE
            if not is_kept:
                del self.fields[f"borrar_{name}"]

    def clean(self):
        cleaned = super().clean()
        for name in self.SECRETS:
            if cleaned.get(f"borrar_{name}") and not cleaned.get(name):
                setattr(self.instance, name, "")
        for switch, names in self.NEEDED.items():
            if cleaned.get(switch):
                for name in names:
                    self._require(name, cleaned)
        return cleaned

    def full_clean(self):
        """Require typed secrets again if there are errors: an empty field keeps the stored one."""
        super().full_clean()
        if self.errors:
            for name in self.SECRETS:
                if self.cleaned_data.get(name):
                    self.add_error(name, _("No se guardó, y no se muestra: repítalo."))

    def _require(self, name, cleaned):
        has_value = cleaned.get(name) or (name in self.SECRETS and getattr(self.instance, name))
        if not has_value and name not in self.errors:
            self.add_error(name, _("Sin esto no se puede anunciar: escríbalo o apáguelo."))
