"""Spreadsheets load consejos populares with their delegates, órganos and sesiones."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gobierno.models import ConsejoPopularPage, OrganoPage, SesionPage
from tests.factories import make_entidad
from tests.importacion.libros import read, xlsx
from tests.importacion.pantallas import Importar, errors, rows

from .making import make_consejo, make_organo, make_sesion

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
    assert page.resumen  # a default: editors need not write thirty of them
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
    said = " ".join(errors(screen))
    assert "La circunscripción 8 está también en «Consejo Popular Centro»." in said
    assert "La circunscripción 8 está también en «Consejo Popular La Loma»." in said
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


ORGANOS = ["Clave", "Nombre", "Tipo", "Resumen"]
SESIONES = ["Clave", "Órgano", "Nombre", "Fecha", "Mandato"]
ACUERDOS = ["Clave", "Número", "Qué se acordó", "A quién obliga", "Entidad", "Estado", "Se cumplió"]


def test_an_organ_comes_with_its_people(as_editor):
    importar = Importar(as_editor, "alfa", "organos")
    screen = importar.upload(
        xlsx(
            Órganos=[ORGANOS, ["asamblea", "Asamblea", "Comisión permanente", "Decide."]],
            Integrantes=[
                ["Clave", "Nombre y apellidos", "Cargo", "Correo"],
                ["asamblea", "Presidenta Alfa", "Presidenta", "p@ejemplo.cu"],
            ],
        )
    )
    importar.confirm(screen)
    page = OrganoPage.objects.get()
    assert page.tipo == OrganoPage.Tipo.COMISION
    assert [row.correo for row in page.integrantes.all()] == ["p@ejemplo.cu"]
    assert rows(importar.upload(importar.download("exportar/"))) == [("Sin cambios", "Asamblea")]


@pytest.fixture
def sesiones(as_editor):
    return Importar(as_editor, "alfa", "sesiones")


def sessions(*acuerdos, organo="Asamblea", fecha="01/02/2026"):
    return xlsx(
        Sesiones=[
            SESIONES,
            ["febrero", organo, "Sesión de febrero", fecha, "XVIII"],
            ["marzo", organo, "Sesión de marzo", "01/03/2026", "XVIII"],
        ],
        Orden_del_día=[["Clave", "Punto"], ["febrero", "El agua"], ["febrero", "La luz"]],
        Acuerdos=[ACUERDOS, *acuerdos],
    )


def test_sessions_stand_below_the_organ_that_the_file_names(sesiones, alfa):
    organo = make_organo(alfa, "Asamblea")
    entity = make_entidad(alfa, "Acueducto")
    screen = sesiones.upload(
        sessions(
            ["febrero", 523, "Reparar", "Dirección", "Acueducto", "Cumplido", "15/02/2026"],
            ["marzo", 524, "Informar", "Secretaría", None, None, None],
        )
    )
    assert rows(screen) == [("Nueva", "Sesión de febrero"), ("Nueva", "Sesión de marzo")]
    sesiones.confirm(screen)
    page = SesionPage.objects.child_of(organo).get(title="Sesión de febrero")
    assert not page.live
    assert [row.texto for row in page.orden_del_dia.all()] == ["El agua", "La luz"]
    [acuerdo] = page.acuerdos.all()
    assert (acuerdo.codigo(page.mandato), acuerdo.entidad, acuerdo.estado) == (
        "523-XVIII",
        entity,
        "cumplido",
    )
    content = sesiones.download("exportar/")
    assert read(content)["Sesiones"][1][1] == "Asamblea"
    assert {state for state, _title in rows(sesiones.upload(content))} == {"Sin cambios"}


def test_a_session_of_an_organ_that_is_not_there_or_of_another_portal_is_refused(
    sesiones, alfa, beta
):
    make_organo(beta, "Asamblea de Beta")
    make_organo(alfa, "Asamblea")
    for organo in ("Asamblea de Beta", "Consejo", None):
        screen = sesiones.upload(sessions(organo=organo))
        assert {state for state, _title in rows(screen)} == {"Con errores"}
        assert "celda B2" in " ".join(errors(screen))
    assert not SesionPage.objects.exists()


def test_a_file_does_not_move_a_session_to_another_organ(sesiones, alfa):
    make_sesion(make_organo(alfa, "Asamblea"), "Sesión de febrero", date(2026, 2, 1))
    make_organo(alfa, "Consejo")
    content = xlsx(
        Sesiones=[SESIONES, ["sesion-de-febrero", "Consejo", "Otra", "01/02/2026", "XVIII"]]
    )
    assert "Ya existe en otro lugar" in " ".join(errors(sesiones.upload(content)))


def test_what_an_agreement_cannot_be_is_told_at_its_cell(sesiones, alfa):
    organo = make_organo(alfa, "Asamblea")
    make_sesion(organo, "Sesión de enero", date(2026, 1, 5), 500)
    make_sesion(organo, "Del mandato anterior", date(2022, 1, 5), 501, mandato="XVII")
    far = timezone.localdate() + timedelta(days=20)
    screen = sesiones.upload(
        sessions(
            ["febrero", 500, "Otra vez", "D", None, None, None],
            ["febrero", None, "Sin número", "D", None, None, None],
            ["febrero", 501, "De otro mandato", "D", None, "Cumplido", None],
            ["marzo", 7, "Uno", "D", None, "Cumplido", "01/01/2026"],
            ["marzo", 7, "Dos", "D", None, "Casi", None],
            fecha=f"{far:%d/%m/%Y}",
        )
    )
    said = errors(screen)
    for cell, message in (
        ("B2", "El acuerdo 500-XVIII ya está en «Sesión de enero»."),
        ("B3", "Falta este dato."),
        ("F4", "La sesión aún no se celebró: nada suyo puede estar cumplido."),
        ("G5", "Ese día es anterior al de la sesión."),
        ("B5", "Ese número está dos veces en esta sesión."),
        ("F6", "No se encontró «Casi»."),
    ):
        assert any(f"«Acuerdos», celda {cell}: {message}" in line for line in said), (cell, said)
    screen = sesiones.upload(
        sessions(
            ["febrero", 9, "Uno", "D", None, None, None],
            ["marzo", 9, "Dos", "D", None, None, None],
        )
    )
    assert "El acuerdo 9-XVIII está también en «Sesión de febrero»." in " ".join(errors(screen))
