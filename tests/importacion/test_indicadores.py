"""Values of indicadores are imported from spreadsheets, also by the equipo of an entidad."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from directorio.models import EntidadPage
from equipos.models import Equipo
from importacion.models import Importacion
from indicadores.models import IndicadorPage
from tests.factories import make_entidad, make_indicador, make_medida, make_user
from tests.reading import text

from .libros import read, saved, xlsx
from .pantallas import Importar, changes, errors, rows

INDICADORES = [
    *("Clave", "Entidad", "Nombre", "Resumen", "Qué mide", "Unidad", "Periodicidad"),
    *("Cómo se lee", "Fuente", "Datos actualizados el"),
]
VALORES = ["Clave", "Período", "Plan", "Real", "Comentario"]
MONTHS = [f"2026-{month:02}" for month in range(1, 11)]


def nuevo(clave="agua", entidad=None, nombre="Agua entregada", unidad="hm³"):
    facts = [unidad, "Mensual", "Más es mejor", "Informe", "01/11/2026"]
    return [clave, entidad, nombre, "Cuánta agua llegó.", "Agua entregada.", *facts]


def year(clave="agua"):
    return [VALORES, *([clave, month, 20, 18 + n, None] for n, month in enumerate(MONTHS))]


def valores(page):
    """Return {periodo: (plan, real)} of the latest revision of the page."""
    page = IndicadorPage.objects.get(pk=page.pk)
    found = page.get_latest_revision_as_object().valores.all()
    return {row.periodo: (row.plan, row.real) for row in found}


@pytest.fixture
def importar(as_editor):
    return Importar(as_editor, "alfa", "indicadores")


@pytest.fixture(scope="module")
def _published(once):
    once(lambda portales: publish_two_entities(portales.alfa))


def publish_two_entities(alfa):
    """Publish two entidades of Alfa with an indicador each, and a team for the first one."""
    acueducto = make_entidad(alfa, "Acueducto")
    Equipo.objects.create_for(acueducto, user=make_user("quien-hizo-el-equipo"))
    old = [("2025-12", 19, 17), ("2025-11", 19, 18), ("2026-01", 20, None)]
    make_indicador(alfa, "Agua entregada", *old, parent=acueducto, unidad="hm³")
    comunales = make_entidad(alfa, "Comunales")
    page = make_indicador(alfa, "Salideros", ("2026-01", 5, 4), parent=comunales)
    page.resumen = "Borrador reservado"
    page.save_revision()


@pytest.fixture
def acueducto(_published, alfa):
    return EntidadPage.objects.child_of(alfa.directorio).get(title="Acueducto")


@pytest.fixture
def equipo(acueducto):
    return Equipo.objects.get(page=acueducto)


@pytest.fixture
def del_acueducto(alfa, equipo):
    """The screens, as a user of the equipo of the Acueducto sees them."""
    browser = alfa.signed_in(make_user("del-acueducto", groups=[equipo.group]))
    return Importar(browser, "alfa", "indicadores")


def test_an_indicator_comes_with_a_year_of_values(importar, alfa):
    screen = importar.upload(xlsx(Indicadores=[INDICADORES, nuevo()], Valores=year()))
    assert rows(screen) == [("Nueva", "Agua entregada")]
    importar.confirm(screen)
    page = IndicadorPage.objects.get()
    assert page.get_parent().slug == "transparencia"
    assert list(valores(page)) == MONTHS
    assert valores(page)["2026-03"] == (20, 20)
    assert not page.live


def test_what_was_loaded_is_exported_and_loaded_again_without_change(importar, alfa):
    acueducto = make_entidad(alfa, "Acueducto")
    content = xlsx(Indicadores=[INDICADORES, nuevo(entidad="Acueducto")], Valores=year())
    importar.confirm(importar.upload(content))
    assert IndicadorPage.objects.get().get_parent().pk == acueducto.pk
    exported = importar.download("exportar/")
    assert read(exported)["Indicadores"][1][:3] == ["agua", "Acueducto", "Agua entregada"]
    for file in (content, exported):
        assert rows(importar.upload(file)) == [("Sin cambios", "Agua entregada")]


# --- A year of one indicator ---------------------------------------------------------


@pytest.fixture
def agua(acueducto):
    return IndicadorPage.objects.child_of(acueducto).get(title="Agua entregada")


def test_the_team_of_an_entity_loads_a_year_and_keeps_the_years_before(del_acueducto, agua):
    assert "Indicadores y sus valores" in text(del_acueducto.browser.get("/admin/importar/"))
    screen = del_acueducto.upload(xlsx(Valores=year("agua-entregada")))
    assert rows(screen) == [("Cambia", "Agua entregada")]
    saved = del_acueducto.confirm(screen, moderar="on")
    assert "Se guardó todo" in text(saved)
    found = valores(agua)
    assert (found["2025-12"], found["2025-11"]) == ((19, 17), (19, 18))
    assert found["2026-01"] == (20, 18)
    assert len(found) == 2 + len(MONTHS)
    # Nothing is public before the approval.
    agua.refresh_from_db()
    assert agua.valores.count() == 3
    assert agua.current_workflow_state is not None


def test_the_same_year_as_csv(del_acueducto, agua):
    lines = ["Clave;Período;Plan;Real", "agua-entregada;marzo de 2026;20;18,5"]
    screen = del_acueducto.upload("\n".join(lines).encode(), "valores.csv")
    del_acueducto.confirm(screen)
    assert valores(agua)["2026-03"] == (20, Decimal("18.5"))


def test_a_value_is_corrected_by_its_period(del_acueducto, agua):
    file = xlsx(Valores=[VALORES, ["agua-entregada", "diciembre de 2025", 19, "17,5", "Revisado"]])
    screen = del_acueducto.upload(file)
    assert changes(screen) == {"Valores": ("2025-12 · 19 · 17", "2025-12 · 19 · 17.5 · Revisado")}
    del_acueducto.confirm(screen)
    assert valores(agua) == {"2025-12": (19, 17.5), "2025-11": (19, 18), "2026-01": (20, None)}
    assert rows(del_acueducto.upload(file)) == [("Sin cambios", "Agua entregada")]


def test_the_team_adds_indicators_of_its_entity_several_at_once(del_acueducto, acueducto, agua):
    new = [nuevo(clave, "acueducto", nombre) for clave, nombre in (("a", "Uno"), ("b", "Dos"))]
    del_acueducto.confirm(del_acueducto.upload(xlsx(Indicadores=[INDICADORES, *new])))
    below = EntidadPage.objects.get(pk=acueducto.pk).get_children()
    assert {page.title for page in below} == {agua.title, "Uno", "Dos"}


@pytest.mark.parametrize(
    ("cells", "where", "reason"),
    [
        (["2026-T1", 20, 18], "B2", "Los valores son mensuales"),
        (["ayer", 20, 18], "B2", "«ayer» no es un período"),
        ([None, 20, 18], "B2", "Falta este dato"),
        (["2026-02", "mucho", 18], "C2", "«mucho» no es un número"),
        (["2026-02", None, None], "D2", "Escriba el plan, lo que se logró"),
        (["2099-01", 20, 18], "D2", "Ese período no ha empezado"),
    ],
)
def test_what_is_wrong_is_told_on_its_cell(del_acueducto, agua, cells, where, reason):
    file = xlsx(Valores=[VALORES[:4], ["agua-entregada", *cells]])
    screen = del_acueducto.upload(file)
    assert [state for state, _title in rows(screen)] == ["Con errores"]
    assert f"celda {where}" in errors(screen)[0]
    assert reason in errors(screen)[0]


def test_values_newer_than_the_day_of_the_data_ask_for_another_day(importar, alfa):
    make_indicador(alfa, "Cobertura", ("2026-01", 90, 80), actualizado_el=date(2026, 2, 3))
    sheet = [VALORES[:4], ["cobertura", "2026-10", 90, 85]]
    [said] = errors(importar.upload(xlsx(Valores=sheet)))
    assert "Hay valores de octubre de 2026: ponga el día en que la fuente los dio." in said
    day = [["Clave", "Datos actualizados el"], ["cobertura", "02/11/2026"]]
    screen = importar.upload(xlsx(Indicadores=day, Valores=sheet))
    assert rows(screen) == [("Cambia", "Cobertura")]


def test_a_period_twice_and_a_percentage_out_of_bounds_are_told_on_their_cells(importar, alfa):
    make_indicador(alfa, "Cobertura", ("2026-01", 90, 80))
    rest = [["cobertura", "2026-02", 90, 140], ["cobertura", "febrero 2026", 90, 80]]
    screen = importar.upload(xlsx(Valores=[VALORES[:4], *rest]))
    told = " ".join(errors(screen))
    assert "celda D2 Un porcentaje va de 0 a 100" in told.replace(":", "")
    assert "celda B3 Ese período está dos veces" in told.replace(":", "")


def test_what_is_compared_has_the_unit_of_all(importar, alfa):
    make_medida("Cobertura", periodicidad="mensual")
    file = xlsx(
        Indicadores=[[*INDICADORES, "Medida comparable"], [*nuevo(unidad="litros"), "cobertura"]]
    )
    assert "se da en «%»" in errors(importar.upload(file))[0]


def test_cells_that_a_program_shows_as_percentages_and_dates_are_read_as_shown(importar, alfa):
    page = make_indicador(alfa, "Cobertura", ("2026-01", 90, 80))
    book = load_workbook(BytesIO(xlsx(Valores=[VALORES[:4], ["cobertura", None, 90, 0.164]])))
    book["Valores"]["D2"].number_format = "0.0%"
    book["Valores"]["B2"] = date(2026, 3, 1)
    importar.confirm(importar.upload(saved(book)))
    assert valores(page)["2026-03"] == (90, Decimal("16.4"))


# --- Permissions -----------------------------------------------------------------------


@pytest.fixture
def ajeno(_published):
    """An indicador of another entidad of Alfa, with a draft that is not public."""
    return IndicadorPage.objects.get(title="Salideros")


def test_the_key_of_another_entity_changes_nothing_and_shows_nothing(del_acueducto, agua, ajeno):
    file = xlsx(
        Indicadores=[["Clave", "Nombre"], ["salideros", "Otro nombre"]], Valores=year("salideros")
    )
    screen = del_acueducto.upload(file)
    assert rows(screen) == [("Con errores", "Otro nombre")]
    assert "usted no puede cambiar" in errors(screen)[0]
    assert "Borrador reservado" not in text(screen)
    del_acueducto.confirm(screen)
    assert valores(ajeno) == {"2026-01": (5, 4)}


@pytest.mark.parametrize("entidad", ["Comunales", "comunales", None])
def test_no_indicator_is_added_to_another_entity_or_to_the_portal(
    del_acueducto, agua, ajeno, entidad
):
    screen = del_acueducto.upload(xlsx(Indicadores=[INDICADORES, nuevo("x", entidad, "Nuevo")]))
    assert rows(screen) == [("Con errores", "Nuevo")]
    assert "celda B2" in errors(screen)[0]
    del_acueducto.confirm(screen)
    assert not IndicadorPage.objects.filter(title="Nuevo").exists()


def test_template_and_export_have_only_what_is_ones_own(del_acueducto, agua, ajeno, importar):
    for address in ("plantilla/", "exportar/", "exportar/?hoja=valores"):
        content = del_acueducto.download(address)
        said = content.decode() if "hoja" in address else str(read(content))
        assert not [word for word in ("Salideros", "salideros", "Comunales") if word in said]
    assert "Agua entregada" in str(read(del_acueducto.download("exportar/")))
    assert "Salideros" in str(read(importar.download("exportar/")))


def test_the_team_sees_its_own_files_and_not_those_of_others(del_acueducto, agua, importar, ajeno):
    others = importar.upload(xlsx(Valores=year("salideros"))).request["PATH_INFO"]
    own = del_acueducto.upload(xlsx(Valores=year("agua-entregada"))).request["PATH_INFO"]
    for what in ("", "errores/"):
        assert del_acueducto.browser.get(f"{others}{what}").status_code == 404
    for what in ("confirmar/", "descartar/"):
        assert del_acueducto.browser.post(f"{others}{what}").status_code == 404
    assert del_acueducto.browser.get(own).status_code == 200
    # The editor of the portal sees all importaciones of the portal.
    assert importar.browser.get(own).status_code == 200
    assert Importacion.objects.filter(estado="lista").count() == 2


def test_another_portal_is_not_found(del_acueducto, agua, beta):
    make_entidad(beta, "Acueducto de Beta")
    for portal in ("beta", "provincia"):
        address = f"/admin/importar/{portal}/indicadores/"
        assert del_acueducto.browser.get(address).status_code == 404
        assert del_acueducto.browser.get(f"{address}exportar/").status_code == 404
        assert del_acueducto.browser.post(address).status_code == 404
    assert del_acueducto.browser.get("/admin/importar/alfa/entidades/").status_code == 404


def test_an_entity_of_another_portal_or_a_key_there_is_nobodys(importar, beta):
    agua = make_entidad(beta, "Acueducto")
    make_indicador(beta, "Agua entregada", ("2026-01", 5, 5), parent=agua)
    beta_editor = beta.signed_in(make_user("editora-beta", groups=[beta.editores]))
    Importar(beta_editor, "beta", "indicadores").download("exportar/")
    screen = importar.upload(xlsx(Indicadores=[INDICADORES, nuevo("x", "Acueducto")]))
    assert rows(screen) == [("Con errores", "Agua entregada")]
    screen = importar.upload(xlsx(Valores=year("agua-entregada")))
    assert "No hay nada con esa clave" in errors(screen)[0]


def test_who_lost_the_right_meanwhile_saves_nothing(del_acueducto, agua, equipo):
    screen = del_acueducto.upload(xlsx(Valores=year("agua-entregada")))
    equipo.group.user_set.clear()
    del_acueducto.confirm(screen)
    assert len(valores(agua)) == 3


def test_an_existing_indicator_is_not_moved_by_a_file(importar, alfa, agua):
    file = xlsx(Indicadores=[["Clave", "Entidad"], ["agua-entregada", "Comunales"]])
    screen = importar.upload(file)
    assert "Ya existe en otro lugar" in errors(screen)[0]


def test_two_entities_of_one_name_are_told_apart_by_their_keys(importar, alfa, as_editor):
    make_entidad(alfa, "Acueducto")
    other = make_entidad(alfa, "Acueducto", slug="acueducto-dos")
    Importar(as_editor, "alfa").download("exportar/")
    file = xlsx(Indicadores=[INDICADORES, nuevo(entidad="Acueducto")])
    assert "acueducto-dos" in errors(importar.upload(file))[0]
    importar.confirm(
        importar.upload(xlsx(Indicadores=[INDICADORES, nuevo(entidad="acueducto-dos")]))
    )
    assert IndicadorPage.objects.get().get_parent().pk == other.pk


def test_who_may_write_nothing_is_not_offered_it(alfa, acueducto):
    browser = alfa.signed_in(make_user("revisora", groups=["Revisores · Alfa"]))
    assert browser.get("/admin/importar/alfa/indicadores/").status_code == 404
