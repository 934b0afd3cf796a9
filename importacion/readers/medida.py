"""Counts the contents of a workbook before anything of it is loaded into memory."""

from collections import Counter

from django.conf import settings
from django.utils.translation import gettext as _

from servidor.paquetes import TooMuchError, scan

from .libro import WORKBOOK, is_unread
from .tabla import MAX_ROWS, IlegibleError, too_many_cells

# XML elements of one row: about 25 cells, their values, and their texts in the shared list.
_ELEMENTS_A_ROW = 100
# (parent, element) of what is read cell by cell; for others openpyxl keeps an object in memory.
_OF_CELLS = {
    ("sheetData", "row"),
    ("row", "c"),
    ("c", "v"),
    ("c", "f"),
    ("c", "is"),
    ("is", "t"),
    ("sst", "si"),
    ("si", "t"),
}
_CELLS, _IN_ROW, _BESIDE, _LETTERS = "", " ", "  ", "   "  # no element is called so
_MOST = {
    "row": MAX_ROWS,
    _IN_ROW: 16_384,  # the limit of Excel
    # Styles, names, relations, links: a sheet with 10,000 links has two elements for each.
    _BESIDE: 60_000,
    # Characters of a number format, the limit of Excel: openpyxl looks for dates in it in quadratic
    # time. There is no text between the tags of styles.
    _LETTERS: 255,
    "sheet": 100,
    "Default": 1_000,
    "Override": 1_000,
}
_ATTRIBUTES = 10  # of an element; each one above this counts as one more element
_KINDS, _STYLES = "[Content_Types].xml", "xl/styles.xml"


def measure(package):
    """Raise ``IlegibleError`` if the parts of an open archive hold more than may be read.

    Raise ``ValueError`` if a part has a DOCTYPE, or if a list of parts or styles is not XML.
    """
    most = _MOST | {_CELLS: MAX_ROWS + _ELEMENTS_A_ROW * settings.IMPORTACION_MAX_FILAS}
    counted = Counter()

    def add(what, number=1):
        counted[what] += number
        if counted[what] > most[what]:
            raise TooMuchError

    def weight(attributes):
        return 1 + max(0, len(attributes) - _ATTRIBUTES)

    def count_cells(name, inside, attributes):
        if not inside or (inside[-1], name) not in _OF_CELLS:
            count_beside(name, inside, attributes)
            return
        add(_CELLS, weight(attributes))
        if name == "row":
            add(name)
            counted[_IN_ROW] = 0
        elif name == "c":
            add(_IN_ROW)

    def count_beside(name, _inside, attributes):
        try:
            add(_BESIDE, weight(attributes))
            if name in ("sheet", "Default", "Override"):
                add(name)
        except TooMuchError as error:
            raise _too_much_beside() from error

    def count_styles(name, inside, attributes):
        count_beside(name, inside, attributes)
        if any(len(value) > most[_LETTERS] for value in attributes.values()):
            raise _too_much_beside()

    def count_letters(text):
        counted[_LETTERS] += len(text.strip())
        if counted[_LETTERS] > most[_LETTERS]:
            raise _too_much_beside()

    try:
        for part in package.infolist():
            place = part.filename
            if is_unread(place):
                continue
            # openpyxl loads these parts whole, with a parser that accepts more than ``scan``.
            is_kept = place in (_KINDS, WORKBOOK, _STYLES) or place.endswith(".rels")
            with package.open(part) as file:
                if place == _STYLES:
                    is_whole = scan(file, count_styles, count_letters)
                else:
                    is_whole = scan(file, count_beside if is_kept else count_cells)
            if is_kept and not is_whole:
                raise ValueError("a list of parts or styles that is not XML")
    except TooMuchError as error:
        raise too_many_cells() from error


def _too_much_beside():
    return IlegibleError(
        _(
            "Además de sus celdas, el archivo tiene demasiadas hojas, nombres, estilos o enlaces. "
            "Copie solo sus datos en la plantilla y suba esa."
        )
    )
