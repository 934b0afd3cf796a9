"""Reads workbooks of Excel and LibreOffice; nothing in the file is executed."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import ZipFile

from django.conf import settings
from django.utils.translation import gettext as _

from servidor.paquetes import DamagedError, ProtectedError, TooMuchError, names_of_parts

from .libro import WORKBOOK, Libro
from .medida import measure
from .tabla import MAX_COLUMNS, IlegibleError, Tabla, cell_name, too_many_rows

_MAX_PARTS = 500
_MAX_ROW = 1_048_576  # the limit of Excel; a higher number was not written by a user
_MACROS = "xl/vbaProject.bin"


def read_xlsx(content, *, computed=False):
    """Return the sheets of a workbook, or raise ``IlegibleError``.

    With ``computed`` its formulas give the results that were saved, instead of their text.
    """
    _inspect(content)
    try:
        with ZipFile(BytesIO(content)) as package:
            measure(package)
        return list(_tables(Libro(content, computed=computed)))
    except (IlegibleError, MemoryError):
        raise
    except Exception as error:
        # openpyxl has no base exception: any error while parsing means a damaged file.
        raise _broken() from error


def _broken():
    return IlegibleError(
        _("El archivo está dañado o incompleto. Guárdelo de nuevo en su programa.")
    )


def _too_large():
    return IlegibleError(
        _("El archivo es demasiado grande por dentro. Divídalo en varios o quítele imágenes.")
    )


def _inspect(content):
    """Refuse a file that is no workbook, has macros or a password, or is too large unpacked."""
    try:
        names = names_of_parts(
            content, most_parts=_MAX_PARTS, most_bytes=settings.IMPORTACION_MAX_DESCOMPRIMIDO
        )
    except DamagedError as error:
        raise _broken() from error
    except TooMuchError as error:
        raise _too_large() from error
    except ProtectedError as error:
        raise IlegibleError(_("El archivo tiene contraseña. Guárdelo sin ella.")) from error
    if _MACROS in names:
        raise IlegibleError(
            _("El archivo lleva macros. Guárdelo como «Libro de Excel (.xlsx)», sin macros.")
        )
    if WORKBOOK not in names:
        raise IlegibleError(
            _("El archivo no es un Excel. Guárdelo como «Libro de Excel (.xlsx)» y súbalo.")
        )


def _tables(book):
    rows = letters = 0
    for sheets, (name, written) in enumerate(book.sheets(), start=1):
        table = Tabla(name)
        for cells in written:
            filled = [c for c in cells if c.value is not None and c.column <= MAX_COLUMNS]
            if not filled:
                continue
            numero = filled[0].row
            if numero > _MAX_ROW:
                break
            values = [""] * max(cell.column for cell in filled)
            for cell in filled:
                values[cell.column - 1] = _text(table, numero, cell)
            letters += sum(map(len, values))
            if letters > settings.IMPORTACION_MAX_DESCOMPRIMIDO:
                raise _too_large()
            table.add(numero, values)
            rows += 1
            # One row of each sheet is its headings.
            if rows > settings.IMPORTACION_MAX_FILAS + sheets:
                raise too_many_rows()
        yield table


def _text(table, numero, cell):
    """Return the text that the user sees in a cell, with dates and numbers in one format."""
    match cell.value:
        case bool():
            return "sí" if cell.value else "no"
        case int() | float() if "%" in cell.number_format:
            # The value of a cell that shows 16,4 % is 0.164.
            return f"{_number(float(f'{100 * cell.value:.12g}'))} %"
        case int():
            return str(cell.value)
        case float():
            return _number(cell.value)
        case datetime():
            return _moment(cell.value)
        case date():
            return f"{cell.value:%d/%m/%Y}"
        case time():
            return f"{cell.value:%H:%M}"
        case timedelta():
            minutes = int(cell.value.total_seconds()) // 60
            return f"{minutes // 60:02}:{minutes % 60:02}"
    if cell.data_type == "e":
        raise IlegibleError(
            _("%(celda)s: la fórmula da un error (%(error)s). Escriba el valor.")
            % {"celda": cell_name(table.nombre, numero, cell.column - 1), "error": cell.value}
        )
    return str(cell.value).replace("_x000D_", "")


def _number(value):
    # As many digits as Excel stores: 0.1 + 0.2 is 0.3 there.
    return str(int(value)) if value.is_integer() else f"{value:.15g}"


def _moment(value):
    if value.time() == time():
        return f"{value:%d/%m/%Y}"
    return f"{value:%d/%m/%Y %H:%M}"
