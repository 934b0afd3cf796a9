"""Documentos are imported on the same screens; their files must already be in the portal."""

from datetime import date

import pytest

from documentos.models import DocumentoPage
from tests.documentos.making import make_documento
from tests.factories import make_document
from tests.reading import text

from .libros import read, xlsx
from .pantallas import Importar, errors, rows

COLUMNS = ("Clave", "Título", "Resumen", "Tipo", "Fecha", "Quién lo emite", "Archivo")


@pytest.fixture
def importar(as_editor):
    return Importar(as_editor, "alfa", "documentos")


def book(*, tipo="Rendición de cuenta", fecha="24/11/2026", archivo="Acta de mayo"):
    row = ["rc", "Ante los electores", "Qué se resolvió.", tipo, fecha, "Delegada", archivo]
    return xlsx(Documentos=[COLUMNS, row])


def test_a_document_comes_as_a_draft_with_its_file(importar, alfa):
    acta = make_document("Acta de mayo", collection=alfa.collection)
    screen = importar.upload(book())
    assert rows(screen) == [("Nueva", "Ante los electores")]
    importar.confirm(screen)
    page = DocumentoPage.objects.get()
    assert (page.tipo, page.fecha, page.archivo) == ("rendicion", date(2026, 11, 24), acta)
    assert page.live is False


def test_one_without_a_file_is_a_draft_that_lacks_something(importar):
    screen = importar.upload(book(archivo=None))
    assert "Antes de publicarla: Ponga el archivo" in text(screen)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ({"tipo": "Cuento"}, "Cuento"),
        ({"fecha": "ayer"}, "«ayer» no es una fecha"),
        ({}, "Súbalo antes en «Documentos»"),
    ],
)
def test_what_cannot_be_typed_cannot_be_loaded(importar, beta, cell, reason):
    make_document("Acta de mayo", collection=beta.collection)
    screen = importar.upload(book(**{"archivo": "Acta de mayo"} | cell))
    assert reason in " ".join(errors(screen))
    assert not DocumentoPage.objects.exists()


def test_what_is_there_comes_back_and_lacks_nothing(importar, alfa):
    text_of_it = '[{"type": "texto", "value": "<p>Dice esto.</p>"}]'
    make_documento(alfa, "Con texto", numero="7", cuerpo=text_of_it)
    content = importar.download("exportar/")
    assert rows(importar.upload(content)) == [("Sin cambios", "Con texto")]
    sheet = read(content)["Documentos"]
    sheet[-1][sheet[0].index("Número")] = "8"
    screen = importar.upload(xlsx(Documentos=sheet))
    assert rows(screen) == [("Cambia", "Con texto")]
    assert "Antes de publicarla" not in text(screen)
