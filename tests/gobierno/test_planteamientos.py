"""The board of planteamientos shows the figures of a mandate by state, entidad and quarter."""

import csv
import json

import pytest

from directorio.models import EntidadPage
from gobierno.models import InformeDePlanteamientosPage
from search.indice import indexed_at_once
from tests.budgets import COLD, queries, told
from tests.factories import make_entidad, make_private, prepare, publish, publish_in_english
from tests.reading import links, rel, soup, text
from tests.transparencia.reading import table
from transparencia.models import TransparenciaIndexPage

from .planteamientos import PATH, make_informe, make_planteamiento, muestra, seccion

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def informes(once):
    once(_make_informes)


@indexed_at_once()
def _make_informes(portales):
    alfa = portales.alfa
    agua = make_entidad(alfa, "Acueducto")
    make_informe(alfa, "2022-T4", ("Acueducto", "despacho", (90, 0, 0, 10)), mandato="XVII")
    make_informe(alfa, "2026-T1", (agua, "rendicion", (5, 0, 0, 5)))
    make_informe(
        alfa,
        "2026-T2",
        (agua, "rendicion", (6, 2, 1, 3)),
        (agua, "despacho", (2, 0, 0, 0)),
        ("Comunales", "rendicion", (2, 1, 0, 3)),
    )


@pytest.fixture
def agua(informes, portales):
    return EntidadPage.objects.get(title="Acueducto")


def bars(response, key):
    """Return (names, values) of a chart."""
    svg = soup(response).select_one(f"svg[aria-labelledby^={key}-t]")
    found = (svg.select("text:not(.valor)"), svg.select("text.valor"))
    return tuple([" ".join(tag.get_text().split()) for tag in tags] for tags in found)


@pytest.mark.on_both_databases
def test_the_board_tells_the_last_quarter_of_the_newest_mandate(alfa, informes):
    page = alfa.get(PATH)
    said = text(page)
    assert "20 planteamientos en el mandato XVIII, al cierre del segundo trimestre de 2026" in said
    assert "50 % solucionado (10)" in said
    assert bars(page, "por-estado") == (
        [
            "Solucionado",
            "Explicada la causa de no solución",
            "En el plan de la economía",
            "Pendiente",
        ],
        ["10 · 50 %", "3 · 15 %", "1 · 5 %", "6 · 30 %"],
    )
    assert bars(page, "por-entidad") == (
        ["Acueducto", "Comunales"],
        ["14 · 57,1 %", "6 · 33,3 %"],
    )
    assert bars(page, "por-origen")[0] == ["Rendición de cuenta", "Despacho"]
    assert "Informe de la asamblea" in said
    assert "2 de noviembre de 2026" in said
    rows = table(page)
    assert ["Acueducto", "14", "8", "57,1 %", "2", "1", "3"] in rows
    assert ["segundo trimestre de 2026", "20", "10", "50 %", "3", "1", "6"] in rows
    assert links(page)["Acueducto"] == "/directorio/acueducto/"


def test_the_mandate_is_chosen_by_a_link(alfa, informes):
    page = alfa.get(PATH)
    assert list(links(page, within="nav.filtros")) == ["Mandato XVIII", "Mandato XVII"]
    before = alfa.get(links(page)["Mandato XVII"])
    assert "100 planteamientos en el mandato XVII" in text(before)
    assert "Acueducto" not in links(before)
    assert "mandato XVII" in soup(before).title.get_text()
    assert rel(before, "canonical") == [f"{alfa.url}{PATH}?mandato=XVII"]
    assert rel(alfa.get(PATH, {"mandato": "XVIII"}), "canonical") == [f"{alfa.url}{PATH}"]
    assert text(alfa.get(PATH, {"mandato": "otro"})) == text(page)


@pytest.mark.on_both_databases
def test_mandates_are_in_the_order_of_their_numbers(alfa):
    for mandate in ("XIX", "XVIII", "XX"):
        make_informe(alfa, "2026-T1", ("A", "despacho", (1, 0, 0, 0)), mandato=mandate)
    found = list(links(alfa.get(PATH), within="nav.filtros"))
    assert found == ["Mandato XX", "Mandato XIX", "Mandato XVIII"]


def test_a_report_has_its_own_page(alfa, informes):
    board = alfa.get(PATH)
    page = alfa.get(
        links(board, within=".lateral")["Al cierre del primer trimestre de 2026 (XVIII)"]
    )
    assert "10 planteamientos en el mandato XVIII" in text(page)
    assert links(page)["Ver todo el mandato"] == f"{PATH}?mandato=XVIII"


def test_why_a_figure_fell_is_told_to_all(alfa):
    make_informe(alfa, "2026-T2", ("Comunales", "despacho", (1, 0, 0, 0), "Dos eran el mismo."))
    assert "Comunales (Despacho): Dos eran el mismo." in text(alfa.get(PATH))


def test_without_source_or_day_nothing_is_told(alfa):
    rows = ("Acueducto", "despacho", (7, 0, 0, 0))
    first, other = (make_informe(alfa, quarter, rows) for quarter in ("2026-T1", "2026-T2"))
    reports = InformeDePlanteamientosPage.objects
    reports.filter(pk=first.pk).update(fuente="")
    reports.filter(pk=other.pk).update(actualizado_el=None)
    make_informe(alfa, "2025-T4")
    assert "Todavía no hay informes de planteamientos" in text(alfa.get(PATH))
    page = alfa.get(other.get_url())
    assert "Todavía no hay cifras publicadas" in text(page)
    assert "Acueducto" not in text(page)
    assert json.loads(alfa.get(f"{PATH}json/").content)["cifras"] == []


def test_drafts_private_reports_and_those_of_others_are_not_counted(portales):
    alfa, rows = portales.alfa, ("Acueducto", "despacho", (7, 0, 0, 0))
    make_informe(alfa, "2026-T1", rows, live=False)
    make_private(make_informe(alfa, "2026-T2", rows))
    make_informe(portales.beta, "2026-T2", rows)
    make_informe(portales.provincia, "2026-T2", rows)
    for what in ("", "csv/", "json/"):
        assert "Acueducto" not in alfa.get(f"{PATH}{what}").content.decode()


def test_an_entity_that_is_not_public_is_named_without_a_link(alfa, agua, informes):
    make_private(agua)
    page = alfa.get(PATH)
    assert "Acueducto" not in links(page)
    assert "Acueducto" in text(page)


def test_what_is_deleted_from_the_directory_stays_reported(alfa, agua, informes):
    agua.delete()
    assert ["Acueducto", "14", "8", "57,1 %", "2", "1", "3"] in table(alfa.get(PATH))


def test_many_entities_are_one_bar_and_a_table_of_all(alfa):
    rows = [(f"Entidad {n:02}", "despacho", (n, 0, 0, 1)) for n in range(1, 16)]
    make_informe(alfa, "2026-T1", *rows)
    page = alfa.get(PATH)
    names, values = bars(page, "por-entidad")
    assert (names[0], names[-1], len(names)) == ("Entidad 15", "Otras 4 entidades", 12)
    assert values[-1] == "14 · 71,4 %"
    assert len([row for row in table(page) if row[0].startswith("Entidad ")]) == 15


@pytest.mark.on_both_databases
def test_the_quarters_are_drawn_with_their_gaps(alfa):
    for quarter, number in (("2025-T4", 4), ("2026-T2", 9)):
        make_informe(alfa, quarter, ("A", "despacho", (number, 0, 0, 1)))
    svg = soup(alfa.get(PATH)).select_one("svg[aria-labelledby^=evolucion-t]")
    assert [tag.get_text() for tag in svg.select(".nombre")] == ["T4 25", "T1 26", "T2 26"]
    assert len(svg.select("circle.serie-1")) == len(svg.select("circle.serie-2")) == 2
    assert not svg.select("polyline")


# --- The province ----------------------------------------------------------------------


@pytest.fixture
def municipios(portales):
    make_informe(portales.alfa, "2026-T1", ("A", "despacho", (1, 0, 0, 3)))
    make_informe(portales.alfa, "2026-T2", ("A", "despacho", (2, 0, 0, 2)))
    make_informe(portales.beta, "2026-T1", ("B", "despacho", (3, 0, 0, 1)))
    make_informe(portales.provincia, "2026-T2", ("C", "despacho", (0, 0, 0, 8)))


@pytest.mark.on_both_databases
def test_the_province_sees_the_municipalities_side_by_side_and_its_own(portales, municipios):
    page = portales.provincia.get(PATH)
    assert bars(page, "municipios") == (["Alfa", "Beta"], ["50 %", "sin dato"])
    assert "al cierre del segundo trimestre de 2026" in text(page)
    assert "Todavía no han informado de ese trimestre: Beta." in text(page)
    assert "8 planteamientos en el mandato XVIII" in text(page)
    assert links(page)["Alfa"].startswith(portales.alfa.url)
    assert portales.alfa.get(links(page)["Alfa"]).status_code == 200


def test_another_quarter_is_compared_at_its_address(portales, municipios):
    provincia = portales.provincia
    page = provincia.get(links(provincia.get(PATH))["Comparar otros trimestres"])
    there = links(page, within="nav.filtros")
    assert list(there) == ["T2 2026", "T1 2026"]
    first = provincia.get(there["T1 2026"])
    assert bars(first, "municipios") == (["Beta", "Alfa"], ["75 %", "25 %"])
    assert "primer trimestre de 2026" in soup(first).title.get_text()
    assert provincia.get(f"{PATH}municipios/", {"periodo": "2019-T1"}).status_code == 404
    assert portales.alfa.get(f"{PATH}municipios/").status_code == 404
    assert "comparados" not in text(portales.alfa.get(PATH))


def test_who_is_still_being_prepared_is_not_compared(portales, municipios):
    prepare(portales.alfa)
    for path in (PATH, f"{PATH}municipios/"):
        page = portales.provincia.get(path)
        assert "Alfa" not in text(page)
        assert bars(page, "municipios") == (["Beta"], ["75 %"])


def test_of_two_mandates_in_one_quarter_the_newer_is_compared(portales, municipios):
    make_informe(portales.beta, "2026-T2", ("B", "despacho", (1, 0, 0, 0)), mandato="XIX")
    make_informe(portales.beta, "2026-T2", ("B", "despacho", (0, 0, 0, 9)), mandato="XVIII")
    assert bars(portales.provincia.get(PATH), "municipios")[1] == ["100 %", "50 %"]


def test_before_anybody_reported_the_province_says_so(provincia):
    assert "Ningún municipio ha informado todavía" in text(provincia.get(PATH))
    assert provincia.get(f"{PATH}municipios/").status_code == 200


# --- Files, entities, languages --------------------------------------------------------


def test_the_figures_are_given_as_csv_and_json(alfa, informes):
    page = alfa.get(PATH)
    content = alfa.get(links(page)["Los datos en CSV"]).content.decode("utf-8-sig")
    rows = list(csv.DictReader(content.splitlines()))
    assert [(row["periodo"], row["entidad"], row["total"]) for row in rows] == [
        ("2026-T2", "Acueducto", "12"),
        ("2026-T2", "Acueducto", "2"),
        ("2026-T2", "Comunales", "6"),
        ("2026-T1", "Acueducto", "10"),
        ("2022-T4", "Acueducto", "100"),
    ]
    assert (rows[0]["desde"], rows[0]["hasta"]) == ("2026-04-01", "2026-06-30")
    assert rows[0]["url"].startswith(f"{alfa.url}{PATH}")
    data = json.loads(alfa.get(links(page)["Los datos en JSON"]).content)
    assert [str(row["total"]) for row in data["cifras"]] == [row["total"] for row in rows]
    assert set(data["cifras"][0]) == set(rows[0])


def test_the_page_of_an_entity_tells_what_falls_to_it(alfa, agua, informes, committed):
    page = alfa.get("/directorio/acueducto/")
    part = soup(page).select_one("section[aria-labelledby=planteamientos]")
    said = " ".join(part.get_text(" ").split())
    assert "14 planteamientos en el mandato XVIII, al cierre del segundo trimestre" in said
    assert "57,1 % solucionado" in said
    assert "Fuente: Informe de la asamblea. Datos del 2 de noviembre de 2026." in said
    assert links(page)["Ver los de todas las entidades"] == f"{PATH}?mandato=XVIII"
    with committed():
        muestra(alfa)
        make_planteamiento(alfa, "Salidero", entidad=agua)
    assert f"{PATH}lista/?entidad={agua.pk}" in links(alfa.get("/directorio/acueducto/")).values()
    make_entidad(alfa, "Otra")
    assert not soup(alfa.get("/directorio/otra/")).select("#planteamientos")


def test_of_an_entity_of_the_province_each_portal_tells_its_own(portales):
    agua = make_entidad(portales.provincia, "Aguas", municipios=[portales.alfa])
    make_informe(portales.provincia, "2026-T1", (agua, "despacho", (1, 0, 0, 0)))
    make_informe(portales.alfa, "2026-T1", (agua, "despacho", (2, 0, 0, 0)))
    for portal, path, told_there in (
        (portales.provincia, "/directorio/aguas/", "1 planteamiento en"),
        (portales.alfa, "/directorio/provincia/aguas/", "2 planteamientos en"),
    ):
        assert told_there in text(portal.get(path))


def test_what_is_not_translated_is_told_in_english_all_the_same(alfa, informes):
    publish_in_english(alfa)
    section = TransparenciaIndexPage.objects.child_of(alfa.home).get()
    publish(section.copy_for_translation(alfa.home_en.locale))
    english = seccion(alfa).copy_for_translation(alfa.home_en.locale)
    english.live = True
    publish(english)
    assert "Acueducto" in text(alfa.get(english.get_url()))


@pytest.mark.parametrize("path", [PATH, "/directorio/acueducto/"])
def test_the_number_of_queries_is_the_same_for_any_number(alfa, path):
    agua = make_entidad(alfa, "Acueducto")
    make_informe(alfa, "2025-T1", (agua, "rendicion", (5, 0, 0, 5)), ("A", "despacho", (1,) * 4))
    make_informe(alfa, "2025-T2", (agua, "rendicion", (5, 0, 0, 5)), ("A", "despacho", (1,) * 4))
    few = queries(alfa, path)
    for quarter in ("2025-T3", "2025-T4", "2026-T1"):
        rows = [
            (make_entidad(alfa, f"Entidad {quarter} {n}"), "despacho", (1,) * 4) for n in range(3)
        ]
        make_informe(alfa, quarter, (agua, "despacho", (9, 9, 9, 9)), *rows)
    many = queries(alfa, path)
    assert len(few) == len(many) <= COLD, told(many)


def test_the_number_of_queries_of_the_province_is_the_same_for_any_number(portales):
    make_informe(portales.alfa, "2025-T1", ("A", "despacho", (5, 0, 0, 5)))
    make_informe(portales.provincia, "2025-T1", ("A", "despacho", (5, 0, 0, 5)))
    few = queries(portales.provincia, PATH)
    for portal in portales:
        for quarter in ("2025-T2", "2025-T3"):
            make_informe(
                portal, quarter, ("A", "despacho", (9, 9, 9, 9)), ("B", "despacho", (1,) * 4)
            )
    many = queries(portales.provincia, PATH)
    # With a second quarter the board has one more chart, and so one more query.
    assert len(few) + 1 == len(many) <= COLD, told(many)
