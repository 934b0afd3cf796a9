"""Helpers that write and read workbooks."""

from io import BytesIO

from openpyxl import Workbook, load_workbook


def xlsx(**hojas):
    """Return a workbook; each argument is the name of a sheet with its list of rows."""
    book = Workbook()
    book.remove(book.active)
    for nombre, rows in hojas.items():
        sheet = book.create_sheet(nombre.replace("_", " "))
        for row in rows:
            sheet.append(row)
    return saved(book)


def saved(book):
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(content):
    """Return {sheet: rows} of a downloaded workbook."""
    book = load_workbook(BytesIO(content))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
