"""Data sets of this section as files of the portal that is asked."""

from base.descargas import csv_file, json_file
from base.frame import Frame


def csv_of(conjunto, records, request):
    """Return ``records``, some of those of a data set, as a table."""
    return csv_file(conjunto.columnas, records, _name(conjunto, request))


def json_of(conjunto, data, request):
    return json_file(data, _name(conjunto, request))


def _name(conjunto, request):
    return f"{Frame.for_request(request).datos.slug}-{conjunto.clave}"


def as_number(value):
    """Return a stored number as programs read it: 12 and 16.4, not 12.000 or a text."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
