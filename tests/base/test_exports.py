"""What the lists and reports of the admin give to a spreadsheet program is read, never run there.

Every list of the admin is asked, of whatever package it is.
"""

import csv
import io

import pytest
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page

from tests.factories import make_entidad, make_noticia, make_user, publish
from tests.tenancy.addresses import admin_addresses

pytestmark = pytest.mark.django_db

FORMULA = '=HYPERLINK("http://malo.example","Ver")'
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
TITLES = [FORMULA, *(f"{beginning}1+1|cmd" for beginning in BEGINNINGS)]
# Lists that must have shown such a title, or nothing was tried.
OF_TITLES = {
    "tenancy:aging_pages",
    "tenancy:locked_pages",
    "wagtailadmin_reports:site_history",
    "tenancy:workflow",
    "tenancy:workflow_tasks",
    "tenancy:redirects",
    "bitacora:index",
    "faltantes:index",
}


@pytest.fixture
def content(provincia, alfa, settings, tmp_path):
    """What people have called in every such way is published, waits, is locked and moved."""
    settings.BUZON_ROOT = tmp_path  # the list of the demo's mail is one of them
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
    """Return {name: address} of every list that Wagtail may turn into a table."""
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


@pytest.fixture
def as_root(provincia):
    return provincia.signed_in(make_user("root", is_superuser=True))
