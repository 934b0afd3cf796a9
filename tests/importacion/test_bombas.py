"""A small file that is enormous once it is unpacked is refused before it has cost anything."""

import subprocess
import sys
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from importacion.models import Importacion
from importacion.page_cells import differences
from importacion.registro import get_importador
from tests.bounds import within
from tests.reading import text

from .libros import xlsx

PARTS = {
    "sheet": "xl/worksheets/sheet1.xml",
    "texts": "xl/sharedStrings.xml",
    "book": "xl/workbook.xml",
}
KINDS = "[Content_Types].xml"
KIND_OF_TEXTS = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OF_ROOM = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TOO_MUCH = "tiene demasiadas celdas, aunque estén vacías"


def workbook(**parts):
    """Return a workbook with the texts ``parts`` in place of its own parts, or beside them."""
    made = BytesIO()
    with (
        ZipFile(BytesIO(xlsx(Entidades=[["Clave"]]))) as old,
        ZipFile(made, "w", ZIP_DEFLATED) as new,
    ):
        own = {name: old.read(name).decode() for name in old.namelist()}
        own[KINDS] = own[KINDS].replace("</Types>", f"{KIND_OF_TEXTS}</Types>")
        own[PARTS["texts"]] = f"<sst {MAIN}/>"
        for name, text in (own | {PARTS[part]: text for part, text in parts.items()}).items():
            new.writestr(name, text)
    return made.getvalue()


def sheet(rows, declared=""):
    return workbook(sheet=f"{declared}<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")


def texts(items):
    return workbook(texts=f"<sst {MAIN}>{items}</sst>")


def many_sheets(number):
    each = (
        f'<sheet name="H{place}" sheetId="{place + 1}" r:id="rId1"/>' for place in range(number)
    )
    return workbook(book=f"<workbook {MAIN} {OF_ROOM}><sheets>{''.join(each)}</sheets></workbook>")


def attributes(number):
    return " ".join(f"a{place}=''" for place in range(number))


def repeated_without_end():
    each = [
        f"<!ENTITY {a} '&{b};&{b};&{b};&{b};&{b};&{b};&{b};&{b};'>"
        for a, b in pairwise("abcdefghij")
    ]
    rows = "<row><c t='inlineStr'><is><t>&a;</t></is></c></row>"
    return sheet(rows, f"<!DOCTYPE x [{''.join(each)}<!ENTITY j 'aaaaaaaaaa'>]>")


BOMBS = {
    "a row of a million cells": lambda: sheet(f"<row>{'<c><v>1</v></c>' * 1_000_000}</row>"),
    "a row of millions of empty cells": lambda: sheet(f"<row>{'<c/>' * 5_000_000}</row>"),
    "millions of empty rows": lambda: sheet("<row/>" * 5_000_000),
    "rows of empty cells": lambda: sheet(f"<row>{'<c/>' * 1_000}</row>" * 5_000),
    "millions of texts": lambda: texts("<si><t>a</t></si>" * 2_500_000),
    "a text in millions of pieces": lambda: texts(f"<si>{'<r><t>a</t></r>' * 2_500_000}</si>"),
    "boxes in boxes": lambda: sheet(f"<row><c>{'<is>' * 3_000_000}{'</is>' * 3_000_000}</c></row>"),
    "a tag without end": lambda: sheet(f"<row {attributes(2_000_000)}/>"),
    "the same sheet thousands of times": lambda: many_sheets(20_000),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_on_its_field(importar, bomb):
    content = BOMBS[bomb]()
    with within(30):
        assert TOO_MUCH in importar.refusal(content)
    assert not Importacion.objects.exists()


REDIRECTS = "/admin/redirects/import/"


@pytest.mark.parametrize("bomb", BOMBS)
def test_wagtails_own_import_of_redirects_refuses_it_too(as_administrator, bomb):
    file = SimpleUploadedFile("direcciones.xlsx", BOMBS[bomb]())
    with within(30):
        response = as_administrator.post(REDIRECTS, {"import_file": file})
    assert TOO_MUCH in text(response)


def test_redirects_in_a_workbook_of_a_person_are_taken(as_administrator):
    rows = [["Desde", "Hasta"], ["/viejo/", "/nuevo/"]]
    file = SimpleUploadedFile("direcciones.xlsx", xlsx(Direcciones=rows))
    response = as_administrator.post(REDIRECTS, {"import_file": file})
    assert "/viejo/" in text(response)


def test_rows_that_are_not_there_are_not_counted_without_end(importar):
    far = "<row r='1048576'><c r='A1048576'><v>1</v></c></row>"
    content = workbook(
        sheet=f"<worksheet {MAIN}><sheetData>{far}</sheetData></worksheet>",
        book=f"<workbook {MAIN} {OF_ROOM}><sheets>"
        + "".join(f'<sheet name="H{at}" sheetId="{at + 1}" r:id="rId1"/>' for at in range(90))
        + "</sheets></workbook>",
    )
    with within(60):
        assert "filas" in importar.refusal(content)


def test_texts_that_repeat_each_other_are_refused(importar):
    assert "está dañado" in importar.refusal(repeated_without_end())


def test_a_file_outside_is_not_read(importar, tmp_path):
    secret = tmp_path / "secreto.txt"
    secret.write_text("reservado")
    declared = f"<!DOCTYPE x [<!ENTITY a SYSTEM '{secret.as_uri()}'>]>"
    rows = "<row><c t='inlineStr'><is><t>&a;</t></is></c></row>"
    assert "reservado" not in importar.refusal(sheet(rows, declared))


@pytest.mark.parametrize(
    "content",
    [b"a," * 2_400_000, b"a" * 5_000_000, b'"' + b"a" * 5_000_000, b",\n" * 2_500_000],
    ids=["columns", "a cell", "quotes", "rows"],
)
def test_a_text_file_of_one_kind_only_is_refused_in_no_time(importar, content):
    with within(30):
        assert importar.refusal(content, "datos.csv")
    assert not Importacion.objects.exists()


READ = """
import resource, sys
from pathlib import Path
import django
django.setup()
from importacion.readers import IlegibleError, read_file

def most():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

before = most()
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        try:
            read_file(file, path)
            print("read", path)
        except IlegibleError:
            pass
print(most() - before)
"""


def test_bombs_need_no_memory(tmp_path):
    paths = []
    for number, make in enumerate(BOMBS.values()):
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(make())
    told = subprocess.run(
        [sys.executable, "-c", READ, *paths], capture_output=True, text=True, check=True
    ).stdout
    assert int(told) < 60, told  # MB; one of them took 1 500


def test_a_workbook_as_large_as_it_may_be_is_read(importar, settings):
    # With rows that hold nothing but a style, as spreadsheet programs leave them.
    settings.IMPORTACION_MAX_FILAS = 300
    rows = "<row><c t='inlineStr'><is><t>x</t></is></c></row>" * 300 + "<row s='1'/>" * 50_000
    assert "no se conoce la columna" in importar.refusal(sheet(rows))


def test_rows_that_come_again_and_again_are_compared_in_no_time(portales):
    importador = get_importador("entidades")
    one, other = ({"dia": day, "abre": "8:00", "cierra": "9:00"} for day in ("lunes", "martes"))
    principal = {"title": "Correos"}

    def change(before, after):
        sides = ({"Entidades": [principal], "Horarios": rows} for rows in (before, after))
        return [found["donde"] for found in differences(*sides, importador)]

    with within(30):
        assert len(change([one] * 2_000, [one, other] * 1_000)) == 1_000
        assert change([one, other] * 1_000, [one, other] * 1_000) == []
