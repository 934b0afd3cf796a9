"""Mixins for StreamField blocks."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class DelOriginalMixin:
    """A block whose content is the same in every language: translators get no segments of it."""

    def get_translatable_segments(self, value):
        return []


class UnDestinoMixin:
    """Requires that exactly one of ``pagina`` and ``direccion``, the block's target, is set."""

    def clean(self, value):
        result = super().clean(value)
        # A draft may still lack its target: an error here would prevent saving it.
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
