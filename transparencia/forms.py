"""Base form of several pages of this app."""

from django.utils.translation import gettext as _

from base.forms.pages import BasePageForm


class ConResumenForm(BasePageForm):
    """Form that fills in an empty summary, as editors may publish thirty pages of one type."""

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
        """Return the default summary. It is called after the other fields are cleaned."""
        raise NotImplementedError
