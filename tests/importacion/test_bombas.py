"""A small file that is enormous once unpacked is refused without using time or memory."""

import subprocess
import sys
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font

from importacion.models import Importacion
from importacion.page_cells import differences
from importacion.readers import read_file
from importacion.registro import get_importador
from tests.bounds import within

from .bombas import (
    BOMBS,
    CELL,
    MAIN,
    MANY,
    OF_ROOM,
    OF_TEXT,
    SHEET,
    TOO_MUCH,
    kinds,
    many_sheets,
    relations,
    repeated_without_end,
    sheet,
    workbook,
)
from .libros import saved


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_on_its_field(importar, bomb):
    make, reason = BOMBS[bomb]
    content = make()
    with within(30):
        assert reason in importar.refusal(content)
    assert not Importacion.objects.exists()


@pytest.mark.parametrize("bomb", OF_TEXT)
def test_a_text_file_of_one_kind_only_is_refused_in_no_time(importar, bomb):
    with within(30):
        assert importar.refusal(OF_TEXT[bomb], "datos.csv")
    assert not Importacion.objects.exists()


@pytest.mark.parametrize("bomb", ["rows", "empty lines"])
def test_lines_that_say_nothing_are_counted_before_they_are_read(importar, bomb):
    assert TOO_MUCH in importar.refusal(OF_TEXT[bomb], "datos.csv")


def test_rows_that_are_not_there_cost_nothing(importar):
    far = "<row r='1048576'><c r='XFD1048576'><v>1</v></c><c r='A1048576'><v>1</v></c></row>"
    with within(10):
        assert "no se conoce la columna" in importar.refusal(sheet(far))


def test_a_sheet_is_read_under_one_name_only(importar):
    with within(10):
        assert "está dañado" in importar.refusal(many_sheets(90))


def test_nothing_is_looked_for_in_what_stands_beside_the_cells(importar):
    """Regular expressions would, in time that grows with the square or cube of the text."""
    ranges = f"<dataValidation sqref='{'A1 ' * 300_000}'/>" * 20
    head = f"&amp;L{'&amp;C' * 3_000}{'&amp;R' * 3_000}"
    area = f"<definedName name='_xlnm.Print_Area' localSheetId='0'>{'a' * MANY}</definedName>"
    content = workbook(
        sheet=f"<worksheet {MAIN}><sheetData>{CELL}</sheetData>"
        f"<dataValidations>{ranges}</dataValidations>"
        f"<headerFooter><oddHeader>{head}</oddHeader></headerFooter></worksheet>",
        book=f"<workbook {MAIN} {OF_ROOM}><sheets>{SHEET}</sheets>"
        f"<definedNames>{area}</definedNames></workbook>",
    )
    with within(10):
        assert "no se conoce la columna" in importar.refusal(content)


def test_a_formula_is_not_written_anew_for_each_cell_that_shares_it(importar):
    first = f"<row r='1'><c r='A1'><f t='shared' si='0'>{'A1+' * 6_000}A1</f></c></row>"
    again = "<row r='{0}'><c r='A{0}'><f t='shared' si='0'/></c></row>"
    rest = map(again.format, range(2, 1_500))
    with within(10):
        assert "no se conoce la columna" in importar.refusal(sheet(first + "".join(rest)))


SAME = "<row><c t='s'><v>0</v></c></row>"


def test_one_long_text_in_thousands_of_cells_is_refused(importar):
    content = workbook(
        texts=f"<sst {MAIN}><si><t>{'a' * 20_000}</t></si></sst>",
        sheet=f"<worksheet {MAIN}><sheetData>{SAME * 4_000}</sheetData></worksheet>",
    )
    assert "demasiado grande por dentro" in importar.refusal(content)


def test_what_people_have_beside_their_cells_is_taken():
    made = Workbook()
    page = made.active
    page.append(["Clave", "Web"])
    for number in range(2_000):
        page.append([number, f"https://ejemplo.cu/{number}"])
        page.cell(number + 2, 2).hyperlink = f"https://ejemplo.cu/{number}"
        page.cell(number + 2, 1).font = Font(size=1 + number % 300)
    page.cell(2, 1).comment = Comment("Revisar", "Ana")
    page.merge_cells("D1:F1")
    page.oddHeader.center.text = "Entidades"
    page.print_area = "A1:B9"
    made.create_chartsheet("Gráfico", 0).add_chart(BarChart())
    (table,) = read_file(BytesIO(saved(made)), "a.xlsx")
    assert [fila.celdas for fila in table.filas][-1] == ["1999", "https://ejemplo.cu/1999"]


LINKS = "<c r='A1'/>" * 80_000
CHAIN = f"<calcChain {MAIN}>{CELL}{LINKS}</calcChain>"


def test_the_order_of_many_formulas_is_left_unread(importar):
    cells = f"<worksheet {MAIN}><sheetData>{CELL}</sheetData></worksheet>"
    assert "no se conoce la columna" in importar.refusal(workbook(sheet=cells, chain=CHAIN))


@pytest.mark.parametrize("part", ["relations", "kinds"])
def test_no_cells_are_read_from_where_they_were_not_counted(importar, part):
    of_room = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    texts = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    told = {
        "relations": relations(
            f"<Relationship Id='rId1' Type='{of_room}/worksheet' Target='calcChain.xml'/>",
            chain=CHAIN,
        ),
        "kinds": kinds(
            f"<Override PartName='/xl/calcChain.xml' ContentType='{texts}'/>", chain=CHAIN
        ),
    }
    assert "está dañado" in importar.refusal(told[part])


def test_texts_that_repeat_each_other_are_refused(importar):
    assert "está dañado" in importar.refusal(repeated_without_end())


def test_a_file_outside_is_not_read(importar, tmp_path):
    secret = tmp_path / "secreto.txt"
    secret.write_text("reservado")
    declared = f"<!DOCTYPE x [<!ENTITY a SYSTEM '{secret.as_uri()}'>]>"
    rows = "<row><c t='inlineStr'><is><t>&a;</t></is></c></row>"
    assert "reservado" not in importar.refusal(sheet(rows, declared))


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
    for number, (make, _reason) in enumerate(BOMBS.values()):
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(make())
    told = subprocess.run(
        [sys.executable, "-c", READ, *paths], capture_output=True, text=True, check=True
    ).stdout
    assert int(told) < 60, told  # MB; one of them used 1 500


def test_a_workbook_as_large_as_it_may_be_is_read(importar, settings):
    # With rows that only have a style, as spreadsheet programs write them.
    settings.IMPORTACION_MAX_FILAS = 300
    rows = CELL * 300 + "<row s='1'/>" * 50_000
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
