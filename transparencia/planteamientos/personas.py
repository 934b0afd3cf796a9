"""What tells of whom a text speaks: no planteamiento is published with it."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from base.telefonos import hay_telefono

_IDENTITY = re.compile(r"(?<!\d)\d(?:[ .-]?\d){10}(?!\d)")
_MAIL = re.compile(r"\S+@\S+\.\S+")


def sin_personas(text):
    """Refuse a text with an identity card, an address of mail or a telephone.

    Names cannot be told from other words: whoever writes is asked to leave them out.
    """
    for is_there, message in (
        (
            _IDENTITY.search(text),
            _("Quite el número de carné de identidad: se publica para todos."),
        ),
        (_MAIL.search(text), _("Quite la dirección de correo: se publica para todos.")),
        (
            hay_telefono(text),
            _("Quite el número de teléfono. Los de una entidad están en su página del directorio."),
        ),
    ):
        if is_there:
            raise ValidationError(message, code="personal")
