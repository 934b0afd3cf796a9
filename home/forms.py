from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlockValidationError

from base.forms.pages import BasePageForm
from base.provincia import es_de_la_provincia


class HomePageForm(BasePageForm):
    """Form of a front page; rejects blocks for the province on the front page of a municipality."""

    def clean(self):
        cleaned_data = super().clean()
        bloques = cleaned_data.get("bloques")
        if bloques and not es_de_la_provincia(self.instance.path):
            block = bloques.first_block_by_name("compartidas")
            if block is not None:
                message = _("«%(bloque)s» es solo para la portada de la provincia. Quítelo.")
                error = message % {"bloque": block.block.label}
                self.add_error("bloques", StreamBlockValidationError(non_block_errors=[error]))
        return cleaned_data
