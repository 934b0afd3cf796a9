"""How much there is in a workbook, counted before anything of it is kept."""

from collections import Counter

from django.conf import settings
from django.utils.translation import gettext as _

from servidor.paquetes import TooMuchError, scan

from .tabla import IlegibleError

# What programs write for one row: some 25 cells, their values, and their texts in a list.
_ELEMENTS_A_ROW = 100
_ELEMENTS_BESIDE = 100_000  # styles, themes, pictures
_CELLS_A_ROW = 16_384  # of Excel
_ROWS = 100_000  # also of those that hold nothing but a style
_SHEETS = 100


def measure(package):
    """Raise ``IlegibleError`` if the parts of an open archive hold more than may be read.

    ``ValueError`` if one is of another kind of document.
    """
    limit = _ELEMENTS_BESIDE + _ELEMENTS_A_ROW * settings.IMPORTACION_MAX_FILAS
    counted = Counter()

    def count(name, inside):
        counted["elements"] += 1
        match inside[-1:], name:
            case _, "row":
                counted["rows"] += 1
                counted["cells"] = 0
            case ["row"], "c":
                counted["cells"] += 1
            case _, "sheet":
                counted["sheets"] += 1
        if (
            counted["elements"] > limit
            or counted["rows"] > _ROWS
            or counted["cells"] > _CELLS_A_ROW
            or counted["sheets"] > _SHEETS
        ):
            raise TooMuchError

    try:
        for part in package.infolist():
            with package.open(part) as file:
                scan(file, count)
    except TooMuchError as error:
        raise IlegibleError(
            _(
                "El archivo tiene demasiadas celdas, aunque estén vacías. "
                "Copie solo sus datos en la plantilla y suba esa."
            )
        ) from error
