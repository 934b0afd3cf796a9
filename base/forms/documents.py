from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from .archivos import TitleOfFileMixin

_ZIP = b"PK"  # office documents are zip archives too
_FIRST_BYTES = {"pdf": b"%PDF-", "docx": _ZIP, "ods": _ZIP, "odt": _ZIP, "xlsx": _ZIP, "zip": _ZIP}
_TEXT = {"csv", "txt"}
_LOOKED_AT = 1024


class PortalDocumentForm(TitleOfFileMixin, BaseDocumentForm):
    """Refuses a file whose content is not of the type that its extension names."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            extension = file.name.rpartition(".")[2].lower()
            file.seek(0)
            start = file.read(_LOOKED_AT)
            file.seek(0)
            is_other = not start.startswith(_FIRST_BYTES.get(extension, b""))
            if is_other or (extension in _TEXT and b"\x00" in start):
                raise ValidationError(
                    _("Este archivo no es un %(formato)s, aunque su nombre lo diga.")
                    % {"formato": extension.upper()}
                )
        return file
