"""Tables that people open in a spreadsheet program, and programs read as text.

Text that would run there as a formula is guarded in a text file by an apostrophe, which
reading takes away again. A workbook says of each cell that it is text and needs none, and a
telephone as it is dialled is a number at worst.
"""

import csv
import re

from base.descargas import as_file

# Tells spreadsheet programs that a text file is UTF-8.
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
    """Return ``records``, mappings by the names of ``fields``, as a table."""
    return as_file(csv_text(fields, records), "text/csv", f"{name}.csv")


def csv_text(fields, records):
    """Return ``records``, mappings by the names of ``fields``, as one table."""
    return "".join(csv_lines(fields, records))


def csv_lines(fields, records):
    """Yield the same line by line, for tables that nobody should hold as a whole.

    The texts of a list stand in one cell.
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
    """What a ``csv`` writer takes for a file; it keeps one line."""

    def write(self, text):
        self._text = text

    def taken(self):
        return self._text


def _cell(value):
    if isinstance(value, list):
        value = _SEPARATOR.join(value)
    return with_guard(value) if isinstance(value, str) else value
