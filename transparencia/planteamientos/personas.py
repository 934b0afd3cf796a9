"""What tells of whom a text speaks: no planteamiento is published with it."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from base.telefonos import hay_telefono

_IDENTITY = re.compile(r"(?<![\d+])\d(?:[ .-]?\d){10}(?!\d)")
_MAIL = re.compile(r"\S@[^\s@.]+\.\S")
_REASONS = (
    (_IDENTITY.search, _("Quite el número de carné de identidad: se publica para todos.")),
    (_MAIL.search, _("Quite la dirección de correo: se publica para todos.")),
    (
        hay_telefono,
        _("Quite el número de teléfono. Los de una entidad están en su página del directorio."),
    ),
)


def por_quitar(text):
    """Return what is to be taken out of ``text``, in words; None of a text that may be published.

    Names cannot be told from other words: whoever writes is asked to leave them out.
    """
    return next((reason for is_there, reason in _REASONS if is_there(text)), None)


def sin_personas(text):
    """Refuse a text with an identity card, an address of mail or a telephone."""
    if reason := por_quitar(text):
        raise ValidationError(reason, code="personal")
