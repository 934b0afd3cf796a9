"""Editors import the planteamientos of their portal from spreadsheets, and export them."""

import pytest

from gobierno.models import InformeDePlanteamientosPage, PlanteamientoPage
from tests.factories import make_entidad, make_user
from tests.importacion.libros import read, xlsx
from tests.importacion.pantallas import Importar, changes, errors, rows, text

from .making import make_consejo
from .planteamientos import make_informe, seccion

pytestmark = pytest.mark.django_db

INFORMES = ["Clave", "Nombre", "Mandato", "Trimestre", "Fuente", "Datos actualizados el"]
CIFRAS = ["Clave", "Entidad", "Otra entidad", "Origen", "Solucionados", "Pendientes", "Nota"]
UNO = ["Clave", "Nombre", "Qué se planteó", "Origen", "Se planteó el", "Mandato", "Otra entidad"]
UNO += ["Consejo popular", "Estado", "Qué se respondió", "Se respondió el"]


def informe(clave="t2", quarter="2026-T2", nombre="Al cierre de junio"):
    return [clave, nombre, "XVIII", quarter, "Informe", "05/07/2026"]


def book(*cifras, informes=None):
    return xlsx(Informes=[INFORMES, *(informes or [informe()])], Cifras=[CIFRAS, *cifras])


GOOD = [
    ["t2", "Acueducto", None, "Rendición de cuenta", 6, 3, None],
    ["t2", "Acueducto", None, "Despacho", 2, None, None],
    ["t2", None, "Comunales", "despacho", "1", "0", None],
]


@pytest.fixture
def importar(as_editor):
    return Importar(as_editor, "alfa", "informes-de-planteamientos")


@pytest.fixture
def uno_a_uno(as_editor):
    return Importar(as_editor, "alfa", "planteamientos")


@pytest.fixture
def agua(alfa):
    return make_entidad(alfa, "Acueducto")


def test_a_quarter_comes_with_its_figures_as_a_draft(importar, alfa, agua):
    screen = importar.upload(book(*GOOD))
    assert rows(screen) == [("Nueva", "Al cierre de junio")]
    importar.confirm(screen)
    page = InformeDePlanteamientosPage.objects.get()
    assert not page.live
    assert page.get_parent().pk == seccion(alfa).pk
    found = [
        (row.nombre, row.entidad, row.origen, row.solucionados, row.pendientes)
        for row in page.cifras.all()
    ]
    assert found == [
        ("Acueducto", agua, "rendicion", 6, 3),
        ("Acueducto", agua, "despacho", 2, 0),
        ("Comunales", None, "despacho", 1, 0),
    ]


def test_what_was_loaded_is_exported_and_loaded_again_without_change(importar, agua):
    content = book(*GOOD)
    importar.confirm(importar.upload(content))
    exported = importar.download("exportar/")
    assert read(exported)["Cifras"][1][:6] == [
        "t2",
        "Acueducto",
        None,
        "Rendición de cuenta",
        "6",
        "0",
    ]
    for file in (content, exported):
        assert rows(importar.upload(file)) == [("Sin cambios", "Al cierre de junio")]


def test_the_preview_names_each_entity_once(importar, uno_a_uno, agua):
    said = text(importar.upload(book(*GOOD)))
    assert "Acueducto · Rendición de cuenta · 6 · 3" in said
    assert "Comunales · Despacho · 1 · 0" in said
    assert "Acueducto · Acueducto" not in said
    facts = ["Despacho", "24/09/2026", "XVIII", None, None, None, None, None, "Acueducto"]
    one = ["a", "Salidero", "Hay un salidero.", *facts]
    said = changes(uno_a_uno.upload(xlsx(Planteamientos=[[*UNO, "Entidad"], one])))
    assert said["Entidad"] == (None, "Acueducto")
    assert "Otra entidad" not in said


def test_an_entity_that_the_file_cannot_name_is_named_by_its_words(importar, alfa, agua):
    importar.confirm(importar.upload(book(*GOOD)))
    # Now two entidades have that name.
    make_entidad(alfa, "Acueducto", slug="otro-acueducto")
    exported = importar.download("exportar/")
    assert read(exported)["Cifras"][1][1:3] == [None, "Acueducto"]
    assert rows(importar.upload(exported)) == [("Sin cambios", "Al cierre de junio")]


@pytest.mark.parametrize(
    ("cells", "where", "reason"),
    [
        (["Acueducto", None, "Despacho", "muchos", 1, None], "E2", "«muchos» no es un número"),
        (["Acueducto", None, "Despacho", -1, 1, None], "E2", "mayor o igual a 0"),
        (["Acueducto", None, "Despacho", "1,5", 1, None], "E2", "número entero"),
        (["Acueducto", None, "Despacho", None, None, None], "E2", "todas las cifras son cero"),
        (["Acueducto", None, "Asamblea", 1, 1, None], "D2", "No se encontró «Asamblea»"),
        (["Acueducto", None, None, 1, 1, None], "D2", "Falta este dato"),
        ([None, None, "Despacho", 1, 1, None], "C2", "Elija la entidad, o escriba su nombre"),
        (["Nadie", None, "Despacho", 1, 1, None], "B2", "escríbala en «Otra entidad»"),
        (["Acueducto", None, "Despacho", 1, 1, "Llame al 52345678"], "G2", "Quite el número"),
    ],
)
def test_what_is_wrong_is_told_on_its_cell(importar, agua, cells, where, reason):
    screen = importar.upload(book(["t2", *cells]))
    assert [state for state, _title in rows(screen)] == ["Con errores"]
    said = " ".join(errors(screen))
    assert f"celda {where}" in said
    assert reason in said


def test_two_reports_of_one_file_do_not_contradict_each_other(importar):
    def figures(*counts):
        keys = ("t1", "t2")
        return [
            [key, None, "Comunales", "Despacho", n, 0, None]
            for key, n in zip(keys, counts, strict=True)
        ]

    same = [informe("t1"), informe("t2", "segundo trimestre de 2026", "Otra vez junio")]
    said = " ".join(errors(importar.upload(book(*figures(3, 4), informes=same))))
    assert "Ese trimestre está también en «Otra vez junio»." in said
    assert "Ese trimestre está también en «Al cierre de junio»." in said
    following = [informe("t2"), informe("t1", "2026-T1", "Al cierre de marzo")]
    said = " ".join(errors(importar.upload(book(*figures(9, 4), informes=following))))
    assert "«Comunales» tiene menos que en «Al cierre de marzo»" in said
    screen = importar.upload(book(*figures(4, 9), informes=following))
    assert {state for state, _title in rows(screen)} == {"Nueva"}


def test_a_row_that_only_the_report_before_has_is_asked_for_before_moderation(importar):
    both = [informe("t1", "2026-T1", "Al cierre de marzo"), informe("t2")]
    cifras = [
        ["t1", None, "Acueducto", "Despacho", 3, 0, None],
        ["t1", None, "Comunales", "Despacho", 5, 0, None],
        ["t2", None, "Acueducto", "Despacho", 4, 0, None],
    ]
    screen = importar.upload(book(*cifras, informes=both))
    assert {state for state, _title in rows(screen)} == {"Nueva"}
    said = "Falta «Comunales» (despacho): en el informe anterior eran 5."
    assert text(screen).count(said) == 1
    importar.confirm(screen, moderar="on")
    march, june = InformeDePlanteamientosPage.objects.order_by("periodo")
    assert march.workflow_in_progress
    assert not june.workflow_in_progress


def test_a_row_that_the_portal_and_the_file_had_before_is_asked_for_once(importar, alfa):
    make_informe(alfa, "2025-T4", ("Comunales", "despacho", (5, 0, 0, 0)))
    both = [informe("t1", "2026-T1", "Al cierre de marzo"), informe("t2")]
    cifras = [
        ["t1", None, "Acueducto", "Despacho", 3, 0, None],
        ["t1", None, "Comunales", "Despacho", 5, 0, None],
        ["t2", None, "Acueducto", "Despacho", 4, 0, None],
    ]
    screen = importar.upload(book(*cifras, informes=both))
    assert {state for state, _title in rows(screen)} == {"Nueva"}
    said = "Falta «Comunales» (despacho): en el informe anterior eran 5."
    assert text(screen).count(said) == 1


def test_less_than_what_was_published_before_is_refused_on_its_cell(importar, alfa):
    make_informe(alfa, "2026-T1", ("Comunales", "despacho", (5, 0, 0, 0)))
    screen = importar.upload(book(["t2", None, "Comunales", "Despacho", 4, 0, None]))
    assert "celda G2" in errors(screen)[0]
    assert "eran 5" in errors(screen)[0]
    screen = importar.upload(
        book(["t2", None, "Comunales", "Despacho", 4, 0, "Se contó dos veces"])
    )
    assert rows(screen) == [("Nueva", "Al cierre de junio")]


def test_more_than_what_is_reported_later_is_refused_on_its_cell(importar, alfa):
    make_informe(alfa, "2026-T3", ("Comunales", "despacho", (5, 0, 0, 0)))
    screen = importar.upload(book(["t2", None, "Comunales", "Despacho", 6, 0, None]))
    assert "celda E2" in errors(screen)[0]
    assert "(tercer trimestre de 2026) son 5" in errors(screen)[0]
    screen = importar.upload(book(["t2", None, "Comunales", "Despacho", 5, 0, None]))
    assert rows(screen) == [("Nueva", "Al cierre de junio")]


def test_quarters_that_one_file_mends_are_compared_as_it_has_them(importar, alfa):
    both = [informe("t1", "2026-T1", "Al cierre de marzo"), informe("t2")]

    def counts(*numbers):
        return book(
            *(
                [key, None, "Comunales", "Despacho", number, 0, None]
                for key, number in zip(("t1", "t2"), numbers, strict=True)
            ),
            informes=both,
        )

    importar.confirm(importar.upload(counts(5, 6)))
    for numbers in ((50, 60), (3, 4)):
        screen = importar.upload(counts(*numbers))
        assert {state for state, _title in rows(screen)} == {"Cambia"}, errors(screen)
        importar.confirm(screen)
    assert "«Comunales» tiene menos" in errors(importar.upload(counts(4, 3)))[0]


def test_what_the_portal_explains_between_two_reports_of_a_file_is_no_contradiction(importar, alfa):
    make_informe(
        alfa,
        "2026-T1",
        ("Comunales", "despacho", (4, 0, 0, 0), "Se contaron dos veces."),
        ("Acueducto", "despacho", (0, 0, 0, 0), "Pasaron a Comunales."),
    )
    around = [informe("t4", "2025-T4", "Al cierre de diciembre"), informe("t2")]

    def counts(later):
        return book(
            ["t4", None, "Comunales", "Despacho", 9, 0, None],
            ["t4", None, "Acueducto", "Despacho", 3, 0, None],
            ["t2", None, "Comunales", "Despacho", later, 0, None],
            informes=around,
        )

    screen = importar.upload(counts(5))
    assert {state for state, _title in rows(screen)} == {"Nueva"}, errors(screen)
    assert "Falta «Acueducto»" not in text(screen)
    [said] = errors(importar.upload(counts(3)))
    assert "celda G4" in said
    assert "eran 4" in said


def test_single_ones_come_as_drafts_without_persons(uno_a_uno, alfa):
    centro = make_consejo(alfa, "Consejo Centro", 1)
    facts = ["Despacho", "24/09/2026", "XVIII", "Acueducto", "Consejo Centro"]
    answered = ["Solucionado", "Se reparó.", "01/10/2026"]
    good = ["a", "Salidero", "Hay un salidero.", *facts, *answered]
    bad = ["b", "Bache", "Llamó Ana, CI 85010112345.", *facts, "Pendiente", "Sí", None]
    screen = uno_a_uno.upload(xlsx(Planteamientos=[UNO, good, bad]))
    assert rows(screen) == [("Con errores", "Bache"), ("Nueva", "Salidero")]
    said = " ".join(errors(screen))
    assert "celda C3" in said
    assert "Quite el número de carné de identidad" in said
    assert "celda I3" in said
    assert "Tiene respuesta: diga en qué quedó" in said
    uno_a_uno.confirm(uno_a_uno.upload(xlsx(Planteamientos=[UNO, good])))
    page = PlanteamientoPage.objects.get()
    assert (page.title, page.consejo, page.estado) == ("Salidero", centro, "solucionado")
    assert not page.live
    exported = uno_a_uno.download("exportar/")
    assert rows(uno_a_uno.upload(exported)) == [("Sin cambios", "Salidero")]


@pytest.mark.parametrize("name", ["informes-de-planteamientos", "planteamientos"])
def test_only_the_editors_of_the_portal_load_them(alfa, beta, name):
    for slug, groups in (("alfa", [beta.editores]), ("alfa", ["Revisores · Alfa"])):
        browser = alfa.signed_in(make_user(f"otra-{groups[0]}"[:20], groups=groups))
        for what in ("", "plantilla/", "exportar/"):
            assert browser.get(f"/admin/importar/{slug}/{name}/{what}").status_code == 404
