"""Consejos populares with their delegates are loaded from a spreadsheet."""

import pytest

from tests.importacion.libros import read, xlsx
from tests.importacion.pantallas import Importar, errors, rows
from transparencia.models import ConsejoPopularPage

from .gobierno import make_consejo

pytestmark = pytest.mark.django_db

CONSEJOS = ["Clave", "Nombre", "Presidente o presidenta", "Teléfono", "Repartos y poblados"]
CIRCUNSCRIPCIONES = ["Clave", "Número", "Delegado o delegada", "Calles y lugares", "Teléfono"]


@pytest.fixture
def importar(as_editor):
    return Importar(as_editor, "alfa", "consejos-populares")


def book(*circunscripciones):
    return xlsx(
        Consejos_populares=[
            CONSEJOS,
            ["centro", "Consejo Popular Centro", "Presidenta", "22 000000", "Sueño, Vista"],
            ["loma", "Consejo Popular La Loma", "Presidente", None, "La Loma"],
        ],
        Circunscripciones=[CIRCUNSCRIPCIONES, *circunscripciones],
    )


GOOD = [
    ["centro", 1, "Delegada Uno", "Calle 4, Calle 6", "22 000001"],
    ["centro", 2, None, "Calle 8", None],
    ["loma", 3, "Delegado Tres", "La Loma", None],
]


def test_a_file_brings_consejos_with_their_delegates_as_drafts(importar):
    screen = importar.upload(book(*GOOD))
    assert rows(screen) == [
        ("Nueva", "Consejo Popular Centro"),
        ("Nueva", "Consejo Popular La Loma"),
    ]
    importar.confirm(screen)
    page = ConsejoPopularPage.objects.get(title="Consejo Popular Centro")
    assert not page.live
    assert page.resumen  # nobody had to find thirty of them
    found = [(row.numero, row.delegado, row.lugares) for row in page.circunscripciones.all()]
    assert found == [(1, "Delegada Uno", "Calle 4, Calle 6"), (2, "", "Calle 8")]
    content = importar.download("exportar/")
    assert ["centro", "1", "Delegada Uno"] in [
        row[:3] for row in read(content)["Circunscripciones"]
    ]
    assert {state for state, _title in rows(importar.upload(content))} == {"Sin cambios"}


def test_a_number_is_there_once_in_a_portal(importar, alfa, beta):
    make_consejo(beta, "De otro portal", 1)
    make_consejo(alfa, "Consejo Popular Norte", 3)
    screen = importar.upload(book(*GOOD, ["centro", 1, "Otra", "Calle 9", None]))
    said = " ".join(errors(screen))
    assert (
        "«Circunscripciones», celda B2: Ese número está dos veces en este consejo popular." in said
    )
    assert (
        "«Circunscripciones», celda B4: La circunscripción 3 ya está en «Consejo Popular Norte»."
        in said
    )
    screen = importar.upload(book(["centro", 8, "A", "B", None], ["loma", 8, "C", "D", None]))
    assert "La circunscripción 8 está también en «Consejo Popular Centro»." in " ".join(
        errors(screen)
    )
    assert not ConsejoPopularPage.objects.filter(title__contains="Centro").exists()


def test_what_cannot_be_a_number_or_a_telephone_is_told_at_its_cell(importar):
    screen = importar.upload(
        book(
            ["centro", "siete", "A", "B", None],
            ["loma", None, "C", "D", "llamar de noche"],
        )
    )
    said = " ".join(errors(screen))
    assert "«Circunscripciones», celda B2: «siete» no es un número." in said
    assert "«Circunscripciones», celda B3: Falta este dato." in said
    assert "«Circunscripciones», celda E3: Escriba solo el número" in said
