"""What blocks of several kinds have in common."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class DelOriginalMixin:
    """A block that says the same in every language: no translator is asked for it."""

    def get_translatable_segments(self, value):
        return []


class UnDestinoMixin:
    """Leads somewhere: to ``pagina`` or ``direccion``, of which exactly one is filled in."""

    def clean(self, value):
        result = super().clean(value)
        # Drafts may wait for their target: an error would keep them from being saved.
        if self.is_deferred_validation:
            return result
        if bool(result["pagina"]) == bool(result["direccion"]):
            error = ValidationError(
                _("Elija una página o escriba una dirección, solo una de las dos.")
            )
            raise blocks.StructBlockValidationError(
                block_errors={"pagina": error, "direccion": error}
            )
        return result
