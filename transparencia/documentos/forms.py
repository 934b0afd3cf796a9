from django.utils.translation import gettext as _

from base.forms.pages import BasePageForm


class DocumentoForm(BasePageForm):
    """A draft may be empty; what goes to readers says something, or gives it."""

    def clean(self):
        cleaned_data = super().clean()
        if self.is_deferred_validation or "archivo" in self.errors:
            return cleaned_data
        # A file with many rows leaves the text as it is: it has no field for it.
        text = cleaned_data.get("cuerpo", self.instance.cuerpo)
        if not (cleaned_data.get("archivo") or text):
            self.add_error(
                "archivo", _("Ponga el archivo, o escriba más abajo qué dice el documento.")
            )
        return cleaned_data
