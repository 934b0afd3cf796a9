"""Blocks that lead somewhere: to a page of the portal or to an address."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class UnDestinoMixin:
    """A block with ``pagina`` and ``direccion``, of which exactly one is filled in."""

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
