"""Trámites are imported on the same screens, with the checks of their own form."""

import pytest

from tests.factories import make_document
from tests.reading import text
from tramites.models import EventoDeVida, TramitePage

from .libros import read, xlsx
from .pantallas import Importar, changes, errors, rows

pytestmark = pytest.mark.on_both_databases

TRAMITES = [
    *("Clave", "Nombre", "Resumen", "Eventos de vida", "Entidad que responde"),
    *("Plazo: hasta", "Plazo: unidad", "Estado"),
]


@pytest.fixture
def importar(as_editor):
    return Importar(as_editor, "alfa", "tramites")


@pytest.fixture
def evento():
    return EventoDeVida.objects.filter(locale__language_code="es").first().nombre


def book(evento, *, importe=10, entidad=None, **hojas):
    return xlsx(
        Trámites=[
            TRAMITES,
            ["cn", "Certificación", "Se pide.", evento, entidad, 15, "Días naturales", "Normal"],
        ],
        Requisitos=[["Clave", "Qué hay que llevar"], ["cn", "Carné"], ["cn", "Solicitud"]],
        Pasos=[["Clave", "Qué hay que hacer", "Cómo se hace"], ["cn", "Vaya", "En la oficina"]],
        Costos=[
            ["Clave", "Concepto", "Tipo", "Importe en CUP"],
            ["cn", "Literal", "Sello del timbre", importe],
        ],
        **hojas,
    )


def test_a_procedure_comes_with_its_rows_in_their_order(importar, evento):
    screen = importar.upload(book(evento))
    assert rows(screen) == [("Nueva", "Certificación")]
    importar.confirm(screen)
    tramite = TramitePage.objects.get()
    assert [row.texto for row in tramite.requisitos.all()] == ["Carné", "Solicitud"]
    assert [(row.concepto, row.importe) for row in tramite.costos.all()] == [("Literal", 10)]
    assert [row.nombre for row in tramite.eventos.all()] == [evento]
    assert tramite.plazo_numero == 15


def test_the_preview_tells_what_the_form_would_ask_before_publishing(importar, evento):
    screen = importar.upload(book(evento))
    assert "Antes de publicarla: Elija la entidad que responde por el trámite." in text(screen)
    assert "A todas les faltan datos" in text(screen)


def test_what_is_exported_changes_nothing(importar, evento):
    importar.confirm(importar.upload(book(evento)))
    content = importar.download("exportar/")
    assert read(content)["Costos"][1][:4] == ["cn", "Literal", "Sello del timbre", "10"]
    assert rows(importar.upload(content)) == [("Sin cambios", "Certificación")]
    assert rows(importar.upload(book(evento, importe=10.0))) == [("Sin cambios", "Certificación")]


def test_a_price_that_changed_is_shown(importar, evento):
    importar.confirm(importar.upload(book(evento)))
    assert changes(importar.upload(book(evento, importe="12,50"))) == {
        "Costos": (
            "Literal · Sello del timbre · 10",
            "Literal · Sello del timbre · 12.5",
        )
    }


def test_rows_taken_out_of_a_list_are_shown_as_gone(importar, evento):
    importar.confirm(importar.upload(book(evento)))
    screen = importar.upload(
        xlsx(Requisitos=[["Clave", "Qué hay que llevar"], ["cn", "Solicitud"]])
    )
    assert changes(screen) == {"Requisitos": ("Carné", None)}
    importar.confirm(screen)
    assert [row.texto for row in TramitePage.objects.get().requisitos.all()] == ["Solicitud"]
    assert TramitePage.objects.get().costos.count() == 1


def test_an_empty_cell_takes_away_what_was_chosen(importar, evento):
    importar.confirm(importar.upload(book(evento)))
    screen = importar.upload(xlsx(Trámites=[["Clave", "Eventos de vida"], ["cn", None]]))
    assert changes(screen) == {"Eventos de vida": (evento, None)}
    importar.confirm(screen)
    assert not TramitePage.objects.get().eventos.exists()


def test_an_entity_of_nobody_is_told_on_its_cell(importar, evento):
    screen = importar.upload(book(evento, entidad="Nadie"))
    assert errors(screen)[0].startswith("Hoja «Trámites», celda E2: No se encontró «Nadie»")


PLANILLAS = ["Clave", "Documento", "Nombre"]


def with_forms(evento, *planillas):
    return book(evento, Planillas=[PLANILLAS, *(["cn", *row] for row in planillas)])


def test_forms_to_download_are_named_by_their_title_or_their_file(importar, evento, alfa):
    one, two = (make_document(title, collection=alfa.collection) for title in ("Uno", "Dos"))
    importar.confirm(importar.upload(with_forms(evento, ["uno", None], [two.filename, "Poder"])))
    planillas = TramitePage.objects.get().planillas.all()
    assert [(row.documento, row.nombre) for row in planillas] == [(one, ""), (two, "Poder")]
    content = importar.download("exportar/")
    assert [row[1] for row in read(content)["Planillas"][1:]] == ["Uno", "Dos"]
    assert rows(importar.upload(content)) == [("Sin cambios", "Certificación")]


def test_of_forms_with_the_same_title_the_file_tells_which(importar, evento, alfa):
    one, two = (make_document("Solicitud", collection=alfa.collection) for _ in range(2))
    [error] = errors(importar.upload(with_forms(evento, ["Solicitud", None])))
    assert error == (
        "Hoja «Planillas», celda B2: Hay más de uno que se llama «Solicitud». "
        f"Escriba cuál: {one.filename}, {two.filename}."
    )
    importar.confirm(importar.upload(with_forms(evento, [two.filename, None])))
    content = importar.download("exportar/")
    assert read(content)["Planillas"][1][1] == two.filename
    assert rows(importar.upload(content)) == [("Sin cambios", "Certificación")]


def test_a_form_that_is_not_in_the_portal_is_told_with_how_to_bring_it(
    importar, evento, alfa, beta, as_moderator
):
    make_document("Ajena", collection=beta.collection)
    for screens in (importar, Importar(as_moderator, "alfa", "tramites")):
        [error] = errors(screens.upload(with_forms(evento, ["Ajena", None])))
        assert error.startswith("Hoja «Planillas», celda B2: No se encontró «Ajena»")
        assert "Súbalo antes en «Documentos», en la carpeta de su portal." in error
        assert "Ajena" not in str(read(screens.download("plantilla/")))
