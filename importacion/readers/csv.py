"""Reads the CSV files of spreadsheet programs, which have several encodings and separators."""

import codecs
import csv
from io import StringIO

from django.conf import settings
from django.utils.translation import gettext as _

from conjuntos.tablas import without_guard

from .tabla import MAX_COLUMNS, MAX_ROWS, IlegibleError, Tabla, too_many_cells, too_many_rows

_SEPARATORS = ",;\t"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_csv(content):
    """Return the :class:`Tabla` of a CSV file; raise ``IlegibleError``."""
    text = _decode(content)
    separator, text = _separator(text)
    table = Tabla("")
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    numero = 0
    try:
        # Count rows and not lines, as a spreadsheet does: a cell may hold several lines.
        for numero, values in enumerate(reader, start=1):
            if numero > MAX_ROWS:
                raise too_many_cells()
            table.add(numero, map(without_guard, values[:MAX_COLUMNS]))
            if len(table.filas) > settings.IMPORTACION_MAX_FILAS + 1:
                raise too_many_rows()
    except csv.Error as error:
        raise IlegibleError(
            _("Fila %(fila)d: hay unas comillas sin cerrar o mal puestas. Corríjalas.")
            % {"fila": numero + 1}
        ) from error
    return table


def _decode(content):
    """Return the text: UTF-8 with or without BOM, UTF-16 (Excel's Unicode text) or Windows-1252."""
    encodings = ["utf-16"] if content.startswith(_UTF16) else ["utf-8-sig", "cp1252"]
    if b"\x00" in content and encodings != ["utf-16"]:
        raise IlegibleError(_("El archivo no es un texto: está dañado o es de otra clase."))
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise IlegibleError(_("No se entienden las letras del archivo. Guárdelo como «CSV UTF-8»."))


def _separator(text):
    """Return (separator, text without the line ``sep=`` in which Excel declares it)."""
    first, _end, rest = text.partition("\n")
    declared = first.strip()
    if declared.lower().startswith("sep=") and declared[4:] in ("", *",;"):
        return declared[4:] or "\t", rest
    outside_quotes = "".join(first.split('"')[::2])
    return max(_SEPARATORS, key=outside_quotes.count), text
