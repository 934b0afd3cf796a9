"""CSV files, for spreadsheet programs and for other programs.

A spreadsheet program would run some texts as formulas. The CSV puts an apostrophe before them,
and the import removes it. A workbook needs no apostrophe because each cell declares its type. A
telephone number as it is dialled needs none either: at worst it is read as a number.
"""

import csv
import re

from servidor.responses import as_file

# Byte order mark: spreadsheet programs need it to read the file as UTF-8.
MARCA = "\ufeff"
_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
_GUARD = "'"
_SEPARATOR = " | "
_DIALLED = re.compile(r"\+?[0-9]+(;ext=[0-9]+)?( \| \+?[0-9]+(;ext=[0-9]+)?)*")


def _would_run(text):
    return text.lstrip(_GUARD).startswith(_BEGINNINGS)


def with_guard(text):
    is_harmless = not _would_run(text) or _DIALLED.fullmatch(text)
    return text if is_harmless else f"{_GUARD}{text}"


def without_guard(text):
    return text[1:] if text.startswith(_GUARD) and _would_run(text) else text


def csv_file(fields, records, name):
    """Return a response that downloads ``records`` ({field: value}) as the CSV ``name``.csv."""
    return as_file(csv_text(fields, records), "text/csv", f"{name}.csv")


def csv_text(fields, records):
    """Return ``records`` ({field: value}) as the text of a CSV file."""
    return "".join(csv_lines(fields, records))


def csv_lines(fields, records):
    """Yield the CSV line by line, for files that are too large for memory.

    All texts of a list go into one cell.
    """
    yield MARCA
    lines = _Lines()
    writer = csv.DictWriter(lines, fields)
    writer.writeheader()
    yield lines.taken()
    for record in records:
        writer.writerow({name: _cell(value) for name, value in record.items()})
        yield lines.taken()


class _Lines:
    """File-like object for a ``csv`` writer; it holds only the last line."""

    def write(self, text):
        self._text = text

    def taken(self):
        return self._text


def _cell(value):
    if isinstance(value, list):
        value = _SEPARATOR.join(value)
    return with_guard(value) if isinstance(value, str) else value
