"""Helpers that read the log on its screen and in its files."""

import csv
import io

from django.urls import reverse
from openpyxl import load_workbook

from tests.reading import soup

URL = reverse("bitacora:index")


def rows(browser, **filters):
    """Return the rows of the first page as {heading: text}, the newest first."""
    response = browser.get(URL, filters)
    assert response.status_code == 200
    table = [
        [" ".join(cell.get_text(" ").split()) for cell in row(["th", "td"])]
        for row in soup(response).select(".bitacora tr")
    ]
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def told(browser, **filters):
    """Return one text per row: the user, the action and its object."""
    return [
        f"{row['Quién']}: {row['Qué se hizo']} · {row['En qué']}"
        for row in rows(browser, **filters)
    ]


def csv_rows(browser, **filters):
    response = browser.get(URL, {**filters, "export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def xlsx_rows(browser, **filters):
    response = browser.get(URL, {**filters, "export": "xlsx"})
    content = b"".join(response.streaming_content)
    sheet = load_workbook(io.BytesIO(content)).active
    headings, *values = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in values]
