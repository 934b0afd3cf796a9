"""Rules: no personal data in a planteamiento, and no total that falls without a reason."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from base.telefonos import hay_telefono
from base.texto import plain

# --- Personal data --------------------------------------------------------------------

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
    """Return the message that asks to remove personal data from ``text``, or None if it has none.

    Names of people cannot be detected: the help texts ask editors to leave them out.
    """
    return next((reason for is_there, reason in _REASONS if is_there(text)), None)


def sin_personas(text):
    """Raise ``ValidationError`` if ``text`` has an identity number, an email or a telephone."""
    if reason := por_quitar(text):
        raise ValidationError(reason, code="personal")


# --- Totals of a mandato, which should not fall ----------------------------------------


def menos(before, after):
    """Yield (row of ``before``, row of ``after``) if the total falls and there is no note."""
    known = {key: row for row in before for key in _claves(row)}
    for row in after:
        found = next((known[key] for key in _claves(row) if key in known), None)
        if found and row.cuenta.total < found.cuenta.total and not row.nota:
            yield found, row


def faltan(before, after):
    """Yield the rows of ``before`` with a total that are not in ``after``: that is a fall too."""
    told = {key for row in after for key in _claves(row)}
    for row in before:
        if row.cuenta.total and told.isdisjoint(_claves(row)):
            yield row


def pide_agregarla(row):
    """Return the message that asks for ``row`` of the informe before, which this one lacks."""
    return gettext(
        "Falta «%(entidad)s» (%(origen)s): en el informe anterior eran %(total)d. "
        "Agréguela; si ya no tiene ninguno, con ceros, y diga por qué en la nota."
    ) % {
        "entidad": row.nombre,
        "origen": row.get_origen_display().lower(),
        "total": row.cuenta.total,
    }


def _claves(row):
    """Return the keys that identify a row: (entidad, origin) and (plain name, origin).

    Both are needed because an entidad may enter or leave the directory between two informes.
    """
    keys = [(plain(row.nombre), row.origen)]
    return [(row.entidad_id, row.origen), *keys] if row.entidad_id else keys
