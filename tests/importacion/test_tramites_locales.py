"""A municipality imports its trámites locales."""

from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from tests.factories import make_entidad, make_local, make_tramite, publish
from tests.reading import text
from tramites.models import TramiteLocalPage, TramitePage

from .libros import read, saved, xlsx
from .pantallas import Importar, changes, errors, rows

HOJA = "Trámites_del_municipio"
LOCALES = ["Clave", "¿Se hace aquí?", "Por qué no", "O dónde, con palabras"]
AQUI = ["certificacion-de-nacimiento", "Sí", None, None]
LEJOS = ["pasaporte", "En otro lugar", "No hay oficina.", "Santiago de Cuba"]


@pytest.fixture
def importar(as_editor):
    return Importar(as_editor, "alfa", "tramites-locales")


@pytest.fixture(scope="module")
def _published(once):
    once(lambda portales: publish_nacimiento(portales.provincia))


def publish_nacimiento(provincia):
    make_tramite(provincia, "Certificación de nacimiento", resumen="Prueba quién es.")


@pytest.fixture
def nacimiento(_published, provincia):
    return TramitePage.objects.child_of(provincia.tramites).get(slug=AQUI[0])


@pytest.fixture
def pasaporte(provincia):
    return make_tramite(provincia, "Pasaporte", resumen="Para viajar.")


@pytest.fixture
def oficina(alfa):
    return make_entidad(alfa, "Registro Civil de Alfa")


def book(*locales, **hojas):
    return xlsx(**{HOJA: [LOCALES, *locales]}, **hojas)


def completo(oficina):
    return book(
        AQUI,
        LEJOS,
        Oficinas=[["Clave", "Oficina"], [AQUI[0], oficina.title]],
        Costos=[
            ["Clave", "Concepto", "Tipo", "Importe en CUP"],
            [AQUI[0], "Literal", "Sello del timbre", 12],
        ],
    )


def test_an_editor_says_of_each_procedure_whether_and_where_it_is_done(
    importar, nacimiento, pasaporte, oficina, alfa, editora
):
    screen = importar.upload(completo(oficina))
    assert rows(screen) == [("Nueva", nacimiento.title), ("Nueva", "Pasaporte")]
    assert not TramiteLocalPage.objects.exists()
    importar.confirm(screen)
    aqui = TramiteLocalPage.objects.child_of(alfa.tramites).get(canonico=nacimiento)
    assert (aqui.title, aqui.slug, aqui.live) == (nacimiento.title, nacimiento.slug, False)
    assert aqui.latest_revision.user == editora
    assert [row.entidad for row in aqui.oficinas.all()] == [oficina]
    assert [(row.concepto, row.importe) for row in aqui.costos.all()] == [("Literal", 12)]
    lejos = TramiteLocalPage.objects.get(canonico=pasaporte)
    assert (lejos.ofrece, lejos.ofrece_donde) == ("otro", "Santiago de Cuba")
    publish(lejos)
    assert "No hay oficina." in text(alfa.get("/tramites/pasaporte/"))


def test_what_is_exported_changes_nothing(importar, nacimiento, pasaporte, oficina):
    importar.confirm(importar.upload(completo(oficina)))
    content = importar.download("exportar/")
    assert {state for state, _title in rows(importar.upload(content))} == {"Sin cambios"}
    assert read(content)["Costos"][1][:4] == [AQUI[0], "Literal", "Sello del timbre", "12"]
    as_text = importar.download("exportar/?hoja=tramites-del-municipio")
    assert {state for state, _t in rows(importar.upload(as_text, "locales.csv"))} == {"Sin cambios"}


def test_a_page_written_by_hand_is_changed_by_the_key_of_its_procedure(importar, nacimiento, alfa):
    make_local(alfa, nacimiento, nota="Los martes.")
    screen = importar.upload(book([AQUI[0], "No", "Cerrado por obras.", None]))
    assert changes(screen) == {
        "¿Se hace aquí?": ("Sí", "No"),
        "Por qué no": (None, "Cerrado por obras."),
    }
    importar.confirm(screen)
    page = TramiteLocalPage.objects.get().get_latest_revision_as_object()
    assert (page.ofrece, page.nota) == ("no", "Los martes.")


@pytest.mark.parametrize(
    "clave",
    [
        "CERTIFICACION-DE-NACIMIENTO",
        "Certificación de nacimiento",
        "http://alfa.test/tramites/certificacion-de-nacimiento/",
    ],
)
def test_the_key_may_be_what_an_editor_has_in_hand(importar, nacimiento, clave):
    importar.confirm(importar.upload(book([clave, "Sí", None, None])))
    assert TramiteLocalPage.objects.get().canonico == nacimiento
    assert rows(importar.upload(book(AQUI))) == [("Sin cambios", nacimiento.title)]


def test_the_template_brings_the_procedures_of_which_nothing_is_said_yet(
    importar, nacimiento, pasaporte, alfa, beta
):
    make_local(alfa, pasaporte)
    make_local(beta, nacimiento)
    template = importar.download("plantilla/")
    [headings, example, *others] = read(template)["Trámites del municipio"]
    assert headings[:3] == ["Clave*", "Trámite", "¿Se hace aquí?*"]
    assert example[0] == "EJEMPLO"
    assert [row[:3] for row in others] == [[nacimiento.slug, nacimiento.title, None]]
    screen = importar.upload(template)
    assert rows(screen) == [("Sin cambios", nacimiento.title)]
    assert "La fila no dice nada" in text(screen)
    answered = load_workbook(BytesIO(template))
    answered["Trámites del municipio"]["C3"] = "sí"
    assert rows(importar.upload(saved(answered))) == [("Nueva", nacimiento.title)]


@pytest.mark.parametrize(
    ("columns", "values", "cell", "reason"),
    [
        (
            ["¿Se hace aquí?"],
            ["certificacion-nacim", "Sí"],
            "A2",
            "¿Quiso decir «certif",
        ),
        (["¿Se hace aquí?"], ["xyz", "Sí"], "A2", "la plantilla las trae todas"),
        (["¿Se hace aquí?"], ["de-alfa", "Sí"], "A2", "No se encontró «de-alfa»"),
        (["¿Se hace aquí?"], [AQUI[0], "A veces"], "B2", "Puede ser: Sí, En otro lugar, No."),
        (["¿Se hace aquí?", "Por qué no"], [AQUI[0], None, "Obras"], "B2", "Falta este dato"),
        (["¿Se hace aquí?", "Trámite"], [AQUI[0], "Sí", "Pasaporte"], "C2", "dice «Certif"),
        (
            ["¿Se hace aquí?", "Oficina donde se hace"],
            [AQUI[0], "Sí", "De Beta"],
            "C2",
            "«De Beta»",
        ),
    ],
)
def test_a_wrong_value_is_told_on_its_cell(
    importar, nacimiento, alfa, beta, columns, values, cell, reason
):
    make_tramite(alfa, "De Alfa")
    make_entidad(beta, "De Beta")
    [error] = errors(importar.upload(xlsx(**{HOJA: [["Clave", *columns], values]})))
    assert error.startswith(f"Hoja «Trámites del municipio», celda {cell}: ")
    assert reason in error


def test_what_is_asked_before_publishing_is_told(importar, nacimiento):
    screen = importar.upload(book([AQUI[0], "En otro lugar", None, None]))
    assert "Diga por qué no se hace aquí. Diga dónde se hace." in text(screen)


def test_the_address_of_another_page_is_not_taken(importar, nacimiento, alfa):
    make_tramite(alfa, "Otra cosa", slug=nacimiento.slug)
    [error] = errors(importar.upload(book(AQUI)))
    assert "celda A2: " in error
    assert "otra página en la dirección de ese trámite" in error


def test_only_municipalities_are_offered_it(as_moderator, nacimiento, alfa):
    links = [f"/admin/importar/{portal}/tramites-locales/" for portal in ("alfa", "provincia")]
    shown = as_moderator.get("/admin/importar/").content.decode()
    assert [link in shown for link in links] == [True, False]
    assert [as_moderator.get(link).status_code for link in links] == [200, 404]


def test_the_command_does_the_same(nacimiento, editora, alfa, tmp_path):
    path = tmp_path / "locales.xlsx"
    path.write_bytes(book(AQUI))
    out = StringIO()
    options = [str(path), "--usuario", "editora", "--confirmar"]
    call_command("importar", "tramites-locales", "alfa", *options, stdout=out)
    assert f"+ {AQUI[0]}: {nacimiento.title}" in out.getvalue()
    assert TramiteLocalPage.objects.get().canonico == nacimiento
    with pytest.raises(CommandError, match="no puede crear páginas"):
        call_command("importar", "tramites-locales", "provincia", *options)
