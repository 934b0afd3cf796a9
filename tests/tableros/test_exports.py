"""Spreadsheet programs show the exports of the admin as text, and run no formula of them.

The tests request every list of the admin, of all packages.
"""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from django.utils.timezone import localdate, make_naive
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page, WorkflowState

from search.indice import indexed_at_once
from tests.aislamiento.addresses import admin_addresses
from tests.factories import make_entidad, make_noticia, make_user, publish

pytestmark = pytest.mark.django_db

FORMULA = '=HYPERLINK("http://malo.example","Ver")'
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
TITLES = [FORMULA, *(f"{beginning}1+1|cmd" for beginning in BEGINNINGS)]
# Lists that must show such a title; otherwise the test would check nothing.
OF_TITLES = {
    "aislamiento:aging_pages",
    "aislamiento:locked_pages",
    "wagtailadmin_reports:site_history",
    "aislamiento:workflow",
    "aislamiento:workflow_tasks",
    "aislamiento:redirects",
    "bitacora:index",
    "faltantes:index",
}


@pytest.fixture(scope="module")
def _content(once):
    once(lambda portales: make_content(portales.alfa))


@pytest.fixture
def content(_content, settings, tmp_path):
    """Objects whose titles look like formulas: published, submitted, locked, logged, redirected."""
    settings.BUZON_ROOT = tmp_path  # the list of the demo's mail is one of the lists


@indexed_at_once()
def make_content(alfa):
    author = make_user("=SUM(1)", groups=[alfa.editores], first_name="=1+1", last_name="@x")
    for number, title in enumerate(TITLES):
        page = make_noticia(alfa, title, slug=f"noticia-{number}")
        page.get_workflow().start(page, author)
        log(page, "wagtail.edit", user=author)
        publish(make_entidad(alfa, title, slug=f"entidad-{number}"))
        Redirect.objects.create(
            old_path=f"{title}{number}", redirect_link=title, site=alfa.site, is_permanent=True
        )
    Page.objects.filter(title__in=TITLES).update(locked=True, locked_by=author)
    log(page, "wagtail.edit", user=author, title="=a\x0bb")


def lists():
    """Return {name: address} of every list that Wagtail can export."""
    found = {}
    for address in admin_addresses():
        view = address.pattern.callback
        while not hasattr(view, "view_class") and hasattr(view, "__wrapped__"):
            view = view.__wrapped__
        of_lists = issubclass(getattr(view, "view_class", object), SpreadsheetExportMixin)
        if of_lists and not address.words:
            found[address.name] = address.url({})
    return found


def cells_of_csv(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


def cells_of_xlsx(response):
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]


def test_no_list_hands_out_a_formula_as_text(as_root, content):
    guarded = set()
    for name, url in lists().items():
        cells = cells_of_csv(as_root.get(url, {"export": "csv"}))
        assert not [cell for cell in cells if cell.startswith(BEGINNINGS)], name
        if f"'{FORMULA}" in cells or f"'{FORMULA}0" in cells:
            guarded.add(name)
    assert guarded >= OF_TITLES


def test_no_list_hands_out_a_formula_in_a_workbook(as_root, content):
    shown = set()
    for name, url in lists().items():
        cells = cells_of_xlsx(as_root.get(url, {"export": "xlsx"}))
        assert not [cell.value for cell in cells if cell.data_type == "f"], name
        if {FORMULA, f"{FORMULA}0"} & {cell.value for cell in cells}:
            shown.add(name)
    assert shown >= OF_TITLES


def rows_of(browser, name, export_format="csv"):
    """Return the response of a list and its rows, as a spreadsheet program reads them."""
    response = browser.get(lists()[name], {"export": export_format})
    content = b"".join(response.streaming_content)
    if export_format == "csv":
        assert content.startswith("\ufeff".encode())
        return response, list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    sheet = load_workbook(io.BytesIO(content)).active
    return response, sheet


def test_every_table_is_named_after_its_report(as_root, content):
    names, sheets = set(), set()
    for name in lists():
        response, sheet = rows_of(as_root, name, "xlsx")
        names.add(re.search('filename="(.+)"', response["Content-Disposition"])[1])
        sheets.add(sheet.title)
        response, _rows = rows_of(as_root, name)
        assert response["Content-Disposition"].endswith(f'-{localdate():%Y-%m-%d}.csv"'), name
    assert [name for name in names if name.startswith("spreadsheet") or name[0] == "-"] == []
    assert "Sheet1" not in sheets
    assert f"bitacora-{localdate():%Y-%m-%d}.xlsx" in names


def test_moments_are_told_by_the_clock_of_the_reader(as_root, content):
    moment = datetime(2026, 7, 1, 23, 30, 5, 123456, tzinfo=UTC)
    WorkflowState.objects.update(created_at=moment)
    Page.objects.filter(last_published_at__isnull=False).update(last_published_at=moment)
    for name in ("aislamiento:workflow", "aislamiento:aging_pages"):
        _response, [_headings, row, *_rows] = rows_of(as_root, name)
        assert "2026-07-01 19:30:05" in row, name
        _response, sheet = rows_of(as_root, name, "xlsx")
        cells = [cell.value for cell in list(sheet.iter_rows())[1]]
        assert make_naive(moment).replace(microsecond=0) in cells, name


def test_who_works_on_several_portals_reads_of_which_a_page_is(as_root, content):
    _response, [headings, *rows] = rows_of(as_root, "aislamiento:aging_pages")
    assert headings[-1] == "Portal"
    assert "Alfa" in {row[-1] for row in rows}


def test_headings_are_words(as_root, content):
    for name in lists():
        _response, [headings, *_rows] = rows_of(as_root, name)
        assert [heading for heading in headings if "_" in heading or heading.islower()] == [], name


@pytest.fixture
def as_root(provincia):
    return provincia.signed_in(make_user("root", is_superuser=True))
