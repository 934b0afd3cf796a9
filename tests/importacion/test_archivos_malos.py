"""A file that differs from the template is refused with the cell, and nothing is saved."""

import pytest

from importacion.models import Importacion

from .libros import xlsx
from .pantallas import errors, rows, text

ENTIDADES = ["Clave", "Nombre", "Tipo"]


@pytest.mark.parametrize(
    ("hojas", "reason"),
    [
        (
            {"Entidades": [["Clave", "Nonbre"], ["a", "b"]]},
            "celda B1: no se conoce la columna «Nonbre». ¿Quiso decir «Nombre»?",
        ),
        ({"Entidades": [["Nombre"], ["b"]]}, "falta «Clave»"),
        (
            {"Entidades": [["Clave", "Nombre", "Nombre"], ["a", "b", "c"]]},
            "celda C1: la columna «Nombre» está dos veces",
        ),
        (
            {"Entidades": [["Clave", None, "Nombre"], ["a", "b", "c"]]},
            "celda B1: falta el encabezado",
        ),
        ({"Entidades": [["Clave", "Nombre"], ["a", "b", "c"]]}, "celda C2: hay algo escrito fuera"),
        ({"Entidades": [["Clave", "Nombre"]]}, "no tiene ninguna fila"),
        ({"Entidades": [["Clave", "Nombre"], ["EJEMPLO", "b"]]}, "no tiene ninguna fila"),
        ({"Uno": [["Clave"]], "Dos": [["Clave"]]}, "Ninguna hoja del archivo se llama"),
    ],
)
def test_a_sheet_that_is_not_as_the_template_is_refused(importar, hojas, reason):
    assert reason in importar.refusal(xlsx(**hojas))
    assert not Importacion.objects.exists()


def test_a_file_that_cannot_be_read_is_refused_on_its_field(importar):
    assert "página web" in importar.refusal(b"<html>", "datos.xlsx")
    assert "está vacío" in importar.refusal(b"", "datos.csv")


def test_a_key_that_is_there_twice_or_missing_is_told_on_its_row(importar, tipo):
    screen = importar.upload(
        xlsx(Entidades=[ENTIDADES, ["A", "Uno", tipo], [" a ", "Dos", tipo], [None, "Tres", tipo]])
    )
    assert [state for state, _title in rows(screen)] == ["Con errores", "Con errores", "Nueva"]
    assert errors(screen) == [
        "Hoja «Entidades», celda A3: La clave «a» está también en la fila 2.",
        "Hoja «Entidades», celda A4: Falta la clave.",
    ]


@pytest.mark.parametrize(
    ("hoja", "columns", "values", "cell", "reason"),
    [
        (
            "Horarios",
            ["Días", "Abre", "Cierra"],
            ["lunes", "16:00", "8:00"],
            "D2",
            "Cierra antes de abrir",
        ),
        (
            "Horarios",
            ["Días", "Abre", "Cierra"],
            ["lunes", "25:00", "8:00"],
            "C2",
            "no es una hora",
        ),
        (
            "Horarios",
            ["Días", "Abre", "Cierra"],
            ["lunez", "8:00", "9:00"],
            "B2",
            "¿Quiso decir «lunes»?",
        ),
        ("Contactos", ["Canal", "Número o dirección"], ["Teléfono", "22 ABC"], "C2", ""),
        ("Contactos", ["Canal", "Número o dirección"], ["Teléfono", None], "C2", "Falta este dato"),
        (
            "Contactos",
            ["Canal", "Número o dirección", "Verificado el"],
            ["Teléfono", "22 000000", "ayer"],
            "D2",
            "no es una fecha",
        ),
        ("Entidades", ["Latitud", "Longitud"], ["-75.8", "20.02"], "D2", ""),
        ("Entidades", ["Latitud", "Longitud"], ["veinte", "-75,8"], "D2", "no es un número"),
        ("Entidades", ["Depende de"], ["Registro"], "D2", "No se encontró «Registro»"),
        (
            "Entidades",
            ["Municipios que atiende"],
            ["Beta"],
            "D2",
            "Usted no puede cambiar este dato",
        ),
        ("Entidades", ["Oficina de"], ["nadie"], "D2", "No hay nada con la clave «nadie»"),
        ("Entidades", ["Atiende los feriados"], ["quizás"], "D2", "Escriba «sí» o «no»"),
        ("Entidades", ["Revisado el"], ["31/02/2026"], "D2", "no es una fecha"),
    ],
)
def test_a_wrong_value_is_told_on_its_cell(importar, tipo, hoja, columns, values, cell, reason):
    entidades = [ENTIDADES, ["a", "Uno", tipo]]
    if hoja == "Entidades":
        screen = importar.upload(
            xlsx(Entidades=[[*ENTIDADES, *columns], ["a", "Uno", tipo, *values]])
        )
    else:
        screen = importar.upload(
            xlsx(Entidades=entidades, **{hoja: [["Clave", *columns], ["a", *values]]})
        )
    [error, *_rest] = errors(screen)
    assert error.startswith(f"Hoja «{hoja}», celda {cell}: ")
    assert reason in error


def test_required_cells_are_told_when_they_are_empty(importar):
    screen = importar.upload(xlsx(Entidades=[ENTIDADES, ["a", None, None]]))
    assert errors(screen) == [
        "Hoja «Entidades», celda B2: Falta este dato.",
        "Hoja «Entidades», celda C2: Falta este dato.",
    ]


def test_markup_in_a_cell_is_only_text(importar, tipo):
    screen = importar.upload(
        xlsx(Entidades=[ENTIDADES, ["a", "<script>alert(1)</script>", tipo], ["b", "=1+1", tipo]])
    )
    assert rows(screen) == [("Nueva", "<script>alert(1)</script>"), ("Nueva", "=1+1")]


def test_a_csv_is_known_by_its_headings(importar, tipo):
    screen = importar.upload(f"Clave;Nombre;Tipo\na;Uno;{tipo}\n".encode("cp1252"), "datos.csv")
    assert rows(screen) == [("Nueva", "Uno")]
    importar.confirm(screen)
    more = "Clave,Canal,Número o dirección\na,Teléfono,22 000000\n".encode()
    assert rows(importar.upload(more, "contactos.csv")) == [("Cambia", "Uno")]
    assert errors(importar.upload(b"Clave,Nombre\na,\n", "datos.csv")) == [
        "Celda B2: Falta este dato."
    ]


def test_a_sheet_of_another_name_is_named_and_not_read(importar, tipo):
    screen = importar.upload(xlsx(Entidades=[ENTIDADES, ["a", "Uno", tipo]], Notas=[["x"]]))
    assert "La hoja «Notas» no se usó." in text(screen)
