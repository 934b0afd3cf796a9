"""Of a workbook that was measured what its cells need: texts, formats, and where its sheets are.

The library would read the rest too: names, margins, rules, charts. What it looks for in them with
expressions costs the square or the cube of what is written there.
"""

from io import BytesIO
from types import SimpleNamespace

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.reader.workbook import WorkbookParser
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS
from openpyxl.xml.functions import iterparse

WORKBOOK = "xl/workbook.xml"
# What programs keep beside the sheets, as large as they are, and nobody opens here.
_UNREAD = ("xl/calcChain.xml", "xl/pivotCache/")


def is_unread(place):
    """Whether the part at ``place`` may be as large as it wants."""
    return place.startswith(_UNREAD)


def _refuse_unread(place):
    if is_unread(place):
        raise ValueError("no program keeps cells or texts there")


class Libro:
    """An open workbook; ``computed`` gives what its formulas came to instead of their text."""

    def __init__(self, content, *, computed):
        reader = ExcelReader(BytesIO(content), read_only=True)
        reader.read_manifest()
        if (texts := reader.package.find(SHARED_STRINGS)) is not None:
            _refuse_unread(texts.PartName[1:])
            reader.read_strings()
        self._archive, self._texts = reader.archive, reader.shared_strings
        # Not the part that the list of kinds names: it may be any, and this one was measured.
        self._parts = WorkbookParser(self._archive, WORKBOOK, keep_links=False)
        self._parts.parse()
        apply_stylesheet(self._archive, self._parts.wb)
        self._computed = computed

    def sheets(self):
        """Give the name of each sheet, with its rows of cells as they are written."""
        read = set()
        for sheet, relation in self._parts.find_sheets():
            # A chart that fills a sheet has no cells.
            if relation.target not in self._archive.namelist() or "chartsheet" in relation.Type:
                continue
            if relation.target in read:
                raise ValueError("no program writes one sheet under two names")
            _refuse_unread(relation.target)
            read.add(relation.target)
            yield sheet.name, self._rows(relation.target)

    def _rows(self, place):
        book = self._parts.wb
        with self._archive.open(place) as source:
            parser = _Parser(
                source,
                self._texts,
                data_only=self._computed,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            sheet = SimpleNamespace(parent=book)
            for _event, element in iterparse(source):
                if element.tag == ROW_TAG:
                    _number, cells = parser.parse_row(element)
                    element.clear()
                    yield [ReadOnlyCell(sheet, **cell) for cell in cells]


class _Parser(WorkSheetParser):
    def parse_formula(self, element):
        """Return the text of a formula. One that is shared is not written anew for each cell."""
        formula = element.find(FORMULA_TAG)
        text = formula.text or ""
        if (shared := formula.get("si")) is not None:
            text = self.shared_formulae.setdefault(shared, text)
        return f"={text}"
