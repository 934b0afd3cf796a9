"""Wagtail's import of redirects reads files as the imports of the portals do."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.contrib.redirects.models import Redirect

from tests.bounds import within
from tests.reading import soup, text

from .bombas import BOMBS, MAIN, OF_TEXT, sheet, workbook
from .libros import xlsx

REDIRECTS = "/admin/redirects/import/"


def send_redirects(browser, content, name="direcciones.xlsx"):
    return browser.post(REDIRECTS, {"import_file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("bomb", BOMBS)
def test_wagtails_own_import_of_redirects_refuses_it_too(as_administrator, bomb):
    make, reason = BOMBS[bomb]
    content = make()
    with within(30):
        assert reason in text(send_redirects(as_administrator, content))


NEW = "https://www.ejemplo.cu/"
OLD_TO_NEW = [["Desde", "Hasta"], ["/viejo/", NEW]]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (xlsx(Direcciones=OLD_TO_NEW), "a.xlsx"),
        (f"Desde,Hasta\n/viejo/,{NEW}\n\n".encode(), "a.csv"),
        (f"Desde;Hasta;Año\r\n/viejo/;{NEW}".encode("cp1252"), "a.csv"),
        (f"Desde\tHasta\n/viejo/\t{NEW}\n".encode(), "a.tsv"),
    ],
    ids=["workbook", "text", "text of Excel in Spanish", "tabs"],
)
def test_redirects_in_a_file_of_a_person_are_taken(as_administrator, content, name):
    screen = soup(send_redirects(as_administrator, content, name))
    data = {tag["name"]: tag["value"] for tag in screen.select("form input[type=hidden]")}
    data |= {"from_index": "0", "to_index": "1", "site": "", "permanent": "on"}
    as_administrator.post(f"{REDIRECTS}process/", data)
    assert list(Redirect.objects.values_list("old_path", "redirect_link")) == [("/viejo", NEW)]


def test_a_redirect_is_what_its_formula_came_to(as_administrator):
    cell = "<c t='str'><f>A2&amp;B2</f><v>{}</v></c>"
    rows = "".join(f"<row>{''.join(map(cell.format, row))}</row>" for row in OLD_TO_NEW)
    assert "/viejo/" in text(send_redirects(as_administrator, sheet(rows)))


def test_redirects_in_a_sheet_that_calls_itself_wide_are_taken(as_administrator):
    cells = "".join(f"<row r='{at}'><c r='A{at}'><v>{at}</v></c></row>" for at in (1, 9_000))
    content = workbook(
        sheet=f"<worksheet {MAIN}><dimension ref='A1:XFD9000'/>"
        f"<sheetData>{cells}</sheetData></worksheet>"
    )
    with within(10):
        assert "9000" in text(send_redirects(as_administrator, content))


@pytest.mark.parametrize("bomb", OF_TEXT)
def test_redirects_in_such_a_text_file_are_not_kept_either(as_administrator, bomb):
    with within(30):
        response = send_redirects(as_administrator, OF_TEXT[bomb], "direcciones.csv")
    assert len(response.content) < 1_000_000


def test_too_many_redirects_are_refused(as_administrator, settings):
    settings.IMPORTACION_MAX_FILAS = 3
    content = b"Desde,Hasta\n" + b"/a/,/b/\n" * 4
    for name in ("a.csv", "a.tsv"):
        assert "más de 3 filas" in text(send_redirects(as_administrator, content, name))
