"""What no planteamiento may tell, and what a report may not tell less of than the one before."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from base.telefonos import hay_telefono
from base.texto import plain

# --- Of whom a text speaks: nothing is published with it -----------------------------

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


# --- What was raised stays raised -----------------------------------------------------


def menos(before, after):
    """Yield (row of ``before``, row of ``after``) of what falls without a reason."""
    known = {key: row for row in before for key in _claves(row)}
    for row in after:
        found = next((known[key] for key in _claves(row) if key in known), None)
        if found and row.cuenta.total < found.cuenta.total and not row.nota:
            yield found, row


def faltan(before, after):
    """Yield the rows of ``before`` that ``after`` leaves out: that is a fall too."""
    told = {key for row in after for key in _claves(row)}
    for row in before:
        if row.cuenta.total and told.isdisjoint(_claves(row)):
            yield row


def _claves(row):
    """How a row is known: by its entity and origin, and by the words of its name.

    Who was no more than a name may be in the directory by now, or the other way round.
    """
    keys = [(plain(row.nombre), row.origen)]
    return [(row.entidad_id, row.origen), *keys] if row.entidad_id else keys
