"""Reads from a measured workbook only what its cells need: texts, formats and the list of sheets.

openpyxl would also read names, margins, rules and charts. Its regular expressions for them take
quadratic or cubic time.
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
# Parts that may be as large as the sheets, and that this module never opens.
_UNREAD = ("xl/calcChain.xml", "xl/pivotCache/")


def is_unread(place):
    """Whether the part at ``place`` is never opened, so that its size does not matter."""
    return place.startswith(_UNREAD)


def _refuse_unread(place):
    if is_unread(place):
        raise ValueError("no program keeps cells or texts there")


class Libro:
    """An open workbook; with ``computed`` its formulas give results instead of their text."""

    def __init__(self, content, *, computed):
        reader = ExcelReader(BytesIO(content), read_only=True)
        reader.read_manifest()
        if (texts := reader.package.find(SHARED_STRINGS)) is not None:
            _refuse_unread(texts.PartName[1:])
            reader.read_strings()
        self._archive, self._texts = reader.archive, reader.shared_strings
        # Not the part that [Content_Types].xml names: it may be any, and only this was measured.
        self._parts = WorkbookParser(self._archive, WORKBOOK, keep_links=False)
        self._parts.parse()
        apply_stylesheet(self._archive, self._parts.wb)
        self._computed = computed

    def sheets(self):
        """Yield (name, iterator of rows, each a list of cells) for each sheet."""
        read = set()
        for sheet, relation in self._parts.find_sheets():
            # A chart sheet has no cells.
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
        """Return the text of a formula; a shared one is not adapted to each of its cells."""
        formula = element.find(FORMULA_TAG)
        text = formula.text or ""
        if (shared := formula.get("si")) is not None:
            text = self.shared_formulae.setdefault(shared, text)
        return f"={text}"
