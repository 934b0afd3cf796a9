"""Forms that several pages of this app build on."""

from django.utils.translation import gettext as _

from base.forms.pages import BasePageForm


class ConResumenForm(BasePageForm):
    """Whoever publishes thirty pages of a kind need not find another summary for each."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        resumen = self.fields["resumen"]
        resumen.required = False
        resumen.help_text = _("Si lo deja vacío, se escribe solo al guardar.")

    def clean(self):
        data = super().clean()
        if "resumen" in data:
            data["resumen"] = data["resumen"] or self.summary()
        return data

    def summary(self):
        """Return what a page without a summary is told in short; its other fields are clean."""
        raise NotImplementedError
