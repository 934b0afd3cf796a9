from django.utils.translation import gettext as _

from base.forms.pages import BasePageForm


class DocumentoForm(BasePageForm):
    """Form of a documento, which needs a file or a text to be published, but not as a draft."""

    def clean(self):
        cleaned_data = super().clean()
        if self.is_deferred_validation or "archivo" in self.errors:
            return cleaned_data
        # The form of a spreadsheet import has no field for the text, and does not change it.
        text = cleaned_data.get("cuerpo", self.instance.cuerpo)
        if not (cleaned_data.get("archivo") or text):
            self.add_error(
                "archivo", _("Ponga el archivo, o escriba más abajo qué dice el documento.")
            )
        return cleaned_data
