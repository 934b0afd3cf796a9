"""Sheets of text, and the one exception that says why a file cannot be read."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

MAX_COLUMNS = 60
MAX_ROWS = 100_000  # including empty rows and rows that have only a style
MAX_CELL = 20_000  # characters
_SPACES = str.maketrans({"\u00a0": " ", "\r": None})


class IlegibleError(Exception):
    """The file, or one cell of it, cannot be read; the message is for the user who sent it."""


@dataclass(frozen=True)
class FilaDeHoja:
    """One row; ``numero`` is the number that the spreadsheet program shows beside it."""

    numero: int
    celdas: list


@dataclass
class Tabla:
    """One sheet: its rows that are not empty, the headings first."""

    nombre: str
    filas: list = field(default_factory=list)

    def cell(self, numero, column):
        """Return the name of a cell for the user; ``column`` counts from zero."""
        return cell_name(self.nombre, numero, column)

    def add(self, numero, values):
        """Add a row of texts, unless it is empty."""
        cells = [self._text(numero, column, value) for column, value in enumerate(values)]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            self.filas.append(FilaDeHoja(numero, cells))

    def _text(self, numero, column, value):
        text = value.translate(_SPACES).strip()
        if len(text) > MAX_CELL:
            raise IlegibleError(
                _("%(celda)s: el texto es demasiado largo (más de %(maximo)d letras).")
                % {"celda": self.cell(numero, column), "maximo": MAX_CELL}
            )
        if any((letter < " " and letter not in "\n\t") or letter == "\x7f" for letter in text):
            raise IlegibleError(
                _("%(celda)s: hay caracteres que no son texto. Escriba de nuevo esa celda.")
                % {"celda": self.cell(numero, column)}
            )
        return text


def cell_name(hoja, numero, column):
    """Return the name of a cell: «Hoja «Datos», celda B7»; without a sheet (CSV), «Celda B7»."""
    cell = f"{get_column_letter(column + 1)}{numero}"
    if not hoja:
        return _("Celda %(celda)s") % {"celda": cell}
    return _("Hoja «%(hoja)s», celda %(celda)s") % {"hoja": hoja, "celda": cell}


def too_many_rows():
    return IlegibleError(
        _("El archivo tiene más de %(maximo)s filas. Divídalo en varios.")
        % {"maximo": number_format(settings.IMPORTACION_MAX_FILAS, force_grouping=True)}
    )


def too_many_cells():
    return IlegibleError(
        _(
            "El archivo tiene demasiadas celdas, aunque estén vacías. "
            "Copie solo sus datos en la plantilla y suba esa."
        )
    )
