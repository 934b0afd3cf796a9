"""How much there is in a workbook, counted before anything of it is kept.

Repeated elements shrink to nothing in an archive: of 30 KB come a million cells. The library that
reads workbooks makes an object of each element, and this only counts them.
"""

from collections import Counter
from xml.parsers import expat

from django.conf import settings
from django.utils.translation import gettext as _

from .tabla import IlegibleError

# What programs write for one row: some 25 cells, their values, and their texts in a list.
_ELEMENTS_A_ROW = 100
_ELEMENTS_BESIDE = 100_000  # styles, themes, pictures
_CELLS_A_ROW = 16_384  # of Excel
_ROWS = 100_000  # also of those that hold nothing but a style
_SHEETS = 100
_DEPTH = 100
_CHUNK = 1 << 16
_LONGEST_TAG = 1 << 20  # bytes


class _TooMuchError(Exception):
    """The workbook is none that a person has made."""


def measure(package):
    """Raise ``IlegibleError`` if the parts of an open archive hold more than may be read.

    ``ValueError`` if one is of another kind of document.
    """
    counted = Counter()
    try:
        for part in package.infolist():
            with package.open(part) as file:
                _count(file, counted)
    except _TooMuchError as error:
        raise IlegibleError(
            _(
                "El archivo tiene demasiadas celdas, aunque estén vacías. "
                "Copie solo sus datos en la plantilla y suba esa."
            )
        ) from error


def _count(file, counted):
    limit = _ELEMENTS_BESIDE + _ELEMENTS_A_ROW * settings.IMPORTACION_MAX_FILAS
    parser = expat.ParserCreate(namespace_separator=" ")
    inside = []

    def start(name, _attributes):
        name = name.rpartition(" ")[2]
        counted["elements"] += 1
        match inside[-1:], name:
            case _, "row":
                counted["rows"] += 1
                counted["cells"] = 0
            case ["row"], "c":
                counted["cells"] += 1
            case _, "sheet":
                counted["sheets"] += 1
        inside.append(name)
        if (
            counted["elements"] > limit
            or counted["rows"] > _ROWS
            or counted["cells"] > _CELLS_A_ROW
            or counted["sheets"] > _SHEETS
            or len(inside) > _DEPTH
        ):
            raise _TooMuchError

    def refuse(*_declaration):
        raise ValueError("no workbook declares what could be repeated without end")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: inside.pop()
    parser.StartDoctypeDeclHandler = refuse
    fed = 0
    try:
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise _TooMuchError
    except expat.ExpatError:
        # A picture; or it is broken, as whoever reads it will find out.
        return
