"""An exported file is imported again without changes, and the template explains itself."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from directorio.models import EntidadPage

from .libros import read, saved, xlsx
from .pantallas import rows, text


@pytest.fixture
def cargada(importar, tipo):
    """A portal with two entidades that have almost every field of the file."""
    screen = importar.upload(
        xlsx(
            Entidades=[
                [
                    "Clave",
                    "Oficina de",
                    "Nombre",
                    "Tipo",
                    "Resumen",
                    "Calle",
                    "Número",
                    "Latitud",
                    "Longitud",
                    "Depende de",
                    "Atiende los feriados",
                    "Revisado el",
                ],
                [
                    "uno",
                    None,
                    "Uno",
                    tipo,
                    "Línea 1\nLínea 2",
                    "=Calle",
                    "+5",
                    20.02083,
                    "-75,82667",
                    None,
                    "sí",
                    "24/11/2026",
                ],
                ["dos", "uno", "'Dos'", tipo, "-", "", "", "", "", None, "no", ""],
            ],
            Contactos=[
                [
                    "Clave",
                    "Canal",
                    "Número o dirección",
                    "Para qué es",
                    "Verificado el",
                    "Cuándo contesta",
                    "Contesta: días",
                    "Contesta: desde",
                    "Contesta: hasta",
                ],
                ["uno", "Teléfono", "22 000000", "Recepción", "01/11/2026"],
                ["uno", "Teléfono", "22 000001", "Averías", "", "las 24 horas, todos los días"],
                ["uno", "Teléfono", "22 000002", "Guardia, 24 horas"],
                ["uno", "Sitio web", "www.ejemplo.cu", "", ""],
                ["dos", "Móvil", "50000000", "", "", "en otro horario", "sábado", "22:00", "6:00"],
            ],
            Horarios=[
                ["Clave", "Días", "Abre", "Cierra", "Cierra al día siguiente"],
                ["uno", "lunes a viernes", "8:00 a.m.", "12:00 m.", "no"],
                ["uno", "sábado", "22:00", "6:00", "sí"],
            ],
            Días_especiales=[
                ["Clave", "Desde", "Hasta", "Motivo", "Abre", "Cierra"],
                ["uno", "28/12/2026", "29/12/2026", "Inventario", None, None],
            ],
            Autoridades=[
                ["Clave", "Nombre y apellidos", "Cargo", "Teléfono"],
                ["uno", "Nombre Apellido", "Directora", "22 000001"],
            ],
            Servicios=[["Clave", "Servicio"], ["uno", "Certificaciones"]],
        )
    )
    assert "Se guardaron 2 páginas" in text(importar.confirm(screen))
    return importar


def test_a_number_keeps_the_hours_at_which_it_is_answered(cargada):
    uno, dos = (EntidadPage.objects.get(title=title) for title in ("Uno", "'Dos'"))
    said = [row.contesta for row in uno.get_latest_revision_as_object().contactos.all()]
    assert said == ["", "siempre", "siempre", ""]
    [row] = dos.get_latest_revision_as_object().contactos.all()
    assert (row.contesta_dias, f"{row.contesta_desde:%H}-{row.contesta_hasta:%H}") == (
        "sa",
        "22-06",
    )


def test_a_workbook_that_was_exported_changes_nothing(cargada):
    screen = cargada.upload(cargada.download("exportar/"))
    assert rows(screen) == [("Sin cambios", "Uno"), ("Sin cambios", "'Dos'")]


def test_each_sheet_exported_as_text_changes_nothing(cargada):
    for hoja in ("entidades", "contactos", "horarios", "dias-especiales", "autoridades"):
        content = cargada.download(f"exportar/?hoja={hoja}")
        assert {state for state, _t in rows(cargada.upload(content, f"{hoja}.csv"))} == {
            "Sin cambios"
        }


def test_no_program_runs_what_is_exported(cargada):
    book = load_workbook(BytesIO(cargada.download("exportar/")))
    sheet = book["Entidades"]
    [street] = [cell for cell in sheet[2] if cell.value == "=Calle"]
    assert street.data_type == "s"
    text = cargada.download("exportar/?hoja=entidades").decode("utf-8-sig")
    assert "'=Calle" in next(row for row in csv.reader(StringIO(text)) if row[0] == "uno")


def test_a_page_made_by_hand_gets_a_key_that_stays(cargada, alfa):
    entidad = EntidadPage.objects.get(title="Uno")
    page = EntidadPage(title="A mano", slug="a-mano", tipo=entidad.tipo, resumen="Hecha a mano.")
    entidad.get_parent().add_child(instance=page)
    page.save_revision()
    content = cargada.download("exportar/")
    assert "a-mano" in [row[0] for row in read(content)["Entidades"]]
    page.slug = "otra-direccion"
    page.save()
    assert ("Sin cambios", "A mano") in rows(cargada.upload(content))


def test_the_template_has_headings_lists_help_and_an_example_that_is_not_loaded(importar, tipo):
    content = importar.download("plantilla/")
    book = read(content)
    assert book["Entidades"][0][:4] == ["Clave*", "Oficina de", "Nombre*", "Tipo*"]
    assert book["Entidades"][1][0] == "EJEMPLO"
    assert [tipo] in [row[:1] for row in book["Listas"]]
    assert "no se carga" in str(book["Ayuda"])
    assert "no tiene ninguna fila" in importar.refusal(content)


def test_the_example_of_the_template_is_a_good_row(importar):
    book = load_workbook(BytesIO(importar.download("plantilla/")))
    for sheet in book:
        if sheet.title not in ("Ayuda", "Listas"):
            sheet["A2"] = "mia"
    screen = importar.upload(saved(book))
    assert rows(screen) == [("Nueva", "Registro Civil de Mella")]
