"""A file is read as its author sees it, or refused with a reason."""

import csv
import random
from datetime import date, datetime, time
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from openpyxl import Workbook

from conjuntos.tablas import with_guard, without_guard
from importacion.readers import IlegibleError, read_file

from .libros import saved, xlsx

HEADINGS = ["Clave", "Nombre"]
# A busy machine is slow; without a database, Hypothesis writes no files next to the code.
calmly = trying(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
NINE = datetime(2026, 1, 2, 9, 5)  # noqa: DTZ001 (a spreadsheet knows no zones)


def read(content, name="datos.csv"):
    """Return the rows of the first sheet."""
    return [fila.celdas for fila in read_file(BytesIO(content), name)[0].filas]


def refused(content, name="datos.xlsx"):
    with pytest.raises(IlegibleError) as error:
        read_file(BytesIO(content), name)
    return str(error.value)


def read_or_reason(content, name):
    """Return the sheets, or the reason why they cannot be read; any other exception is a bug."""
    try:
        return read_file(BytesIO(content), name)
    except IlegibleError as error:
        return str(error)


# --- Text files ------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_are_read_whatever_program_wrote_them(encoding):
    text = "Clave;Nombre\r\nnino;Niño, «Añil» – 5 €\r\n"
    assert read(text.encode(encoding)) == [["Clave", "Nombre"], ["nino", "Niño, «Añil» – 5 €"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_told_by_the_headings(separator):
    lines = [separator.join(row) for row in (["Clave", "Nombre", "Calle"], ["a", "B", "C"])]
    assert read("\n".join(lines).encode()) == [["Clave", "Nombre", "Calle"], ["a", "B", "C"]]


def test_the_separator_that_excel_declares_is_not_a_row():
    assert read(b"sep=;\r\nClave;Nombre\r\na;1,5\r\n") == [HEADINGS, ["a", "1,5"]]


def test_a_cell_may_hold_several_lines_and_quotes():
    assert read(b'Clave,Nombre\n"a","Uno\nDos ""tres"""\n') == [HEADINGS, ["a", 'Uno\nDos "tres"']]


def test_a_row_is_counted_as_the_spreadsheet_counts_it():
    table = read_file(BytesIO(b'Clave,Nombre\n"a","1\n2"\n\nb,3\n'), "datos.csv")[0]
    assert [fila.numero for fila in table.filas] == [1, 2, 4]


def test_quotes_that_never_close_are_told_with_their_row():
    assert "Fila 2: hay unas comillas sin cerrar" in refused(b'Clave,Nombre\n"a,b\n', "datos.csv")


def test_bytes_that_are_no_text_are_refused():
    assert "no es un texto" in refused(b"Clave,Nombre\n\x00\x01\x02", "datos.csv")


cells = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u00a0"), max_size=12
)


@calmly
@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=6))
def test_whatever_is_written_as_csv_is_read_again(rows):
    buffer = StringIO()
    csv.writer(buffer).writerows([[with_guard(cell) for cell in row] for row in rows])
    expected = [[cell.strip() for cell in row] for row in rows]
    for row in expected:
        while row and not row[-1]:
            row.pop()
    first = buffer.getvalue().splitlines()[0] if buffer.getvalue() else ""
    if ";" in first or "\t" in first or first.lower().startswith("sep="):
        return  # a heading is a word: the first line decides the separator
    assert read(buffer.getvalue().encode("utf-8-sig")) == [row for row in expected if row]


@calmly
@given(st.text())
def test_the_apostrophe_of_an_export_is_taken_away_again(text):
    assert without_guard(with_guard(text)) == text


@calmly
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx"]))
def test_no_bytes_make_reading_fail_without_a_reason(content, name):
    assert read_or_reason(content, name)


# --- Workbooks -------------------------------------------------------------------------------


def test_numbers_hours_and_days_are_read_as_they_are_seen():
    row = [22640000, 20.5, 3.0, time(8, 30), date(2026, 11, 24), NINE, True]
    assert read(xlsx(Hoja=[row]), "a.xlsx") == [
        ["22640000", "20.5", "3", "08:30", "24/11/2026", "02/01/2026 09:05", "sí"]
    ]


def test_a_formula_is_only_its_text():
    assert read(xlsx(Hoja=[['=HYPERLINK("http://ejemplo.cu","x")']]), "a.xlsx") == [
        ['=HYPERLINK("http://ejemplo.cu","x")']
    ]


def test_the_error_of_a_formula_is_told_with_its_cell():
    book = Workbook()
    book.active.title = "Entidades"
    book.active["B3"] = "#REF!"
    book.active["B3"].data_type = "e"
    assert "Hoja «Entidades», celda B3: la fórmula da un error (#REF!)" in refused(saved(book))


def test_letters_that_are_no_text_are_told_with_their_cell():
    content = changed(xlsx(Hoja=[["bueno", "malo"]]), b"malo", b"ma&#127;lo")
    assert "Hoja «Hoja», celda B1: hay caracteres que no son texto" in refused(content)


def test_a_long_text_is_told_with_its_cell():
    content = xlsx(Hoja=[["Clave"], ["x" * 20_001]])
    assert "Hoja «Hoja», celda A2: el texto es demasiado largo" in refused(content)


def changed(content, old, new):
    """Return a workbook with ``old`` replaced by ``new`` in its parts."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(buffer, "w", ZIP_DEFLATED) as after:
        for part in before.infolist():
            after.writestr(part.filename, before.read(part).replace(old, new))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.xlsx", "está vacío"),
        (b"   \n", "a.csv", "está vacío"),
        (b"<html><body><table>", "a.xlsx", "página web"),
        (b"\xef\xbb\xbf <!DOCTYPE html>", "a.csv", "página web"),
        (b"<?xml version='1.0'?><Workbook/>", "a.xlsx", "página web"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99, "a.xlsx", "Excel antiguo"),
        (b"%PDF-1.4", "a.xlsx", "PDF"),
        (b"Clave,Nombre\n", "a.xlsx", "no es un Excel"),
        (b"PK\x03\x04 no zip", "a.xlsx", "dañado"),
        (xlsx(Hoja=[HEADINGS])[:-40], "a.xlsx", "dañado"),
        (xlsx(Hoja=[HEADINGS]), "a.xlsm", "macros"),
        (xlsx(Hoja=[HEADINGS]), "a.ods", "Suba un archivo .xlsx o .csv"),
    ],
    # A workbook holds the second of its creation, so processes would name the test differently.
    ids=lambda value: "file" if isinstance(value, bytes) else None,
)
def test_what_is_no_spreadsheet_is_refused_with_its_reason(content, name, reason):
    assert reason in refused(content, name)


def package(**parts):
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def test_a_package_of_something_else_is_refused():
    assert "no es un Excel" in refused(package(word__document_xml="<w/>"))


def test_programs_inside_are_refused_under_any_name():
    buffer = BytesIO(xlsx(Hoja=[HEADINGS]))
    with ZipFile(buffer, "a") as book:
        book.writestr("xl/vbaProject.bin", b"macro")
    assert "macros" in refused(buffer.getvalue())


def test_a_file_that_grows_beyond_measure_is_refused_before_it_is_unpacked():
    buffer = BytesIO(xlsx(Hoja=[HEADINGS]))
    with ZipFile(buffer, "a", ZIP_DEFLATED) as book:
        book.writestr("xl/media/bomba.bin", bytes(70_000_000))
    content = buffer.getvalue()
    assert len(content) < 200_000
    assert "demasiado grande por dentro" in refused(content)


def test_entities_that_multiply_are_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><'
    content = changed(xlsx(Hoja=[["hola"]]), b"<worksheet", bomb + b"worksheet")
    assert "dañado" in refused(content)


def test_too_many_bytes_and_too_many_rows_are_refused(settings):
    settings.IMPORTACION_MAX_FILAS = 3
    rows = [HEADINGS, *([str(number), "x"] for number in range(4))]
    assert "más de 3 filas" in refused(xlsx(Hoja=rows))
    text = "\n".join(",".join(row) for row in rows)
    assert "más de 3 filas" in refused(text.encode(), "datos.csv")
    assert len(read(xlsx(Hoja=rows[:4]), "a.xlsx")) == 4
    settings.IMPORTACION_MAX_BYTES = 10
    assert "pesa demasiado" in refused(text.encode(), "datos.csv")


def test_a_workbook_broken_anywhere_is_refused_and_never_fails_otherwise():
    content = bytearray(xlsx(Entidades=[HEADINGS, ["a", "b"]]))
    chance = random.Random(4)
    for _turn in range(150):
        broken = bytearray(content)
        for _byte in range(3):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        assert read_or_reason(bytes(broken), "a.xlsx")
