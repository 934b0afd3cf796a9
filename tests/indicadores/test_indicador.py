"""The page of an indicador shows its value, the distance to the plan and the series."""

import json
from urllib.parse import urlsplit

import pytest

from tests.budgets import COLD, WARM, queries, queries_again, told
from tests.factories import (
    make_entidad,
    make_indicador,
    make_private,
    publish,
    publish_in_english,
)
from tests.reading import json_ld, links, meta, soup, text

pytestmark = pytest.mark.django_db

AGUA = [("2026-01", 20, 18), ("2026-02", 20, 21), ("2026-04", 20, "17.6"), ("2026-05", 22, None)]
PATH = "/transparencia/agua-entregada/"


@pytest.fixture
def agua(alfa):
    return make_indicador(alfa, "Agua entregada", *AGUA, unidad="hm³")


def figure(response):
    return " ".join(soup(response).select_one(".cifra").get_text(" ").split())


def state(alfa, *valores, **fields):
    """Return the state that the page shows for the last of ``valores``."""
    make_indicador(alfa, "Indicador", *valores, **fields)
    said = soup(alfa.get("/transparencia/indicador/")).select_one(".cifra-estado")
    return said and said.get_text(strip=True)


def test_the_last_value_stands_in_large_with_its_period_and_plan(alfa, agua):
    page = alfa.get(PATH)
    assert figure(page) == "17,6 hm³ abril de 2026 Faltó un 12 % El plan era 20 hm³."
    assert soup(page).select_one(".cifra-estado svg use")["xlink:href"].endswith("#aviso")
    assert soup(page).select_one(".cifra-estado")["data-acento"] == "framboyan"
    assert "El plan de mayo de 2026: 22 hm³." in text(page)
    assert "Qué mide Agua entregada" in text(page)
    assert "Informe de la dirección" in text(page)
    assert "2 de noviembre de 2026" in text(page)
    assert meta(page, "description") == "Resumen de Agua entregada"


@pytest.mark.parametrize(
    ("plan", "real", "sentido", "said"),
    [
        (100, 100, "mas", "Se cumplió el plan"),
        (100, 120, "mas", "Se cumplió el plan"),
        (100, 88, "mas", "Faltó un 12 %"),
        (100, "98.55", "mas", "Faltó un 1,5 %"),
        (100, "99.999", "mas", "Faltó un 0,1 %"),
        (100, 90, "menos", "Se cumplió el plan"),
        (100, 130, "menos", "Se pasó un 30 %"),
        (0, 0, "menos", "Se cumplió el plan"),
        (0, 5, "menos", "No se cumplió el plan"),
        (0, -5, "mas", "No se cumplió el plan"),
        (-10, -15, "mas", "Faltó un 50 %"),
        (None, 90, "mas", None),
        (100, 90, "neutro", None),
    ],
)
def test_how_far_from_the_plan_is_said_in_words(alfa, plan, real, sentido, said):
    assert state(alfa, ("2026-01", plan, real), sentido=sentido, unidad="t") == said


@pytest.mark.parametrize(
    ("plan", "real", "sentido", "said"),
    [
        (90, "86.8", "mas", "Faltaron 3,2 puntos"),
        (20, "21.5", "menos", "Se pasó en 1,5 puntos"),
    ],
)
def test_of_a_percentage_it_is_told_in_points(alfa, plan, real, sentido, said):
    assert state(alfa, ("2026-01", plan, real), sentido=sentido, unidad="%") == said


def test_numbers_are_written_as_here(alfa):
    year = {"periodicidad": "anual"}
    make_indicador(alfa, "Población", ("2025", None, 1053837), unidad="personas", **year)
    make_indicador(alfa, "Ventas", ("2025", None, 1500), unidad="CUP", **year)
    assert "1\xa0053\xa0837\xa0personas" in soup(alfa.get("/transparencia/poblacion/")).get_text()
    assert "1\xa0500.00\xa0CUP" in soup(alfa.get("/transparencia/ventas/")).get_text()


def test_a_provisional_value_says_so(alfa):
    row = {"periodo": "2026-01", "real": 5, "es_provisional": True, "comentario": "Faltan dos."}
    make_indicador(alfa, "Agua entregada", row)
    assert "enero de 2026, dato provisional" in figure(alfa.get(PATH))
    assert "Faltan dos." in figure(alfa.get(PATH))


def test_the_chart_tells_the_trend_and_leaves_gaps_open(alfa, agua):
    chart = soup(alfa.get(PATH)).select_one(".grafico > svg")
    assert chart.title.get_text() == "Cómo ha ido (hm³)"
    assert "de enero de 2026 a mayo de 2026" in chart.desc.get_text()
    names = [tag.get_text() for tag in chart.select(".nombre")]
    assert names == ["ene 26", "feb 26", "mar 26", "abr 26", "may 26"]
    # March has no value: the line stops and starts again.
    assert len(chart.select("polyline.serie-1")) == 1
    assert len(chart.select("circle.serie-1")) == 3
    assert not chart.find_all(style=True)


def test_a_chart_of_many_years_is_small(alfa):
    months = [f"{year}-{month:02}" for year in range(2018, 2026) for month in range(1, 13)]
    rows = [(month, 1234567 + 997 * n, 1234000 + 1013 * n) for n, month in enumerate(months)]
    make_indicador(alfa, "Agua entregada", *rows, unidad="m³")
    page = soup(alfa.get(PATH))
    assert len(str(page.select_one(".grafico > svg")).encode()) < 10_000
    assert len(page.select(".grafico tbody tr")) == len(months)


def test_what_is_below_zero_finds_its_place(alfa):
    make_indicador(alfa, "Agua entregada", ("2026-01", 0, -40), ("2026-02", 0, 30), unidad="t")
    chart = soup(alfa.get(PATH)).select_one(".grafico > svg")
    assert [tag.get_text() for tag in chart.select(".marca")] == ["-50", "0", "50"]
    heights = [float(tag["cy"].removesuffix("rem")) for tag in chart.select("circle.serie-1")]
    assert 0 < heights[1] < heights[0] < 10


def test_the_table_has_every_value_newest_first(alfa, agua):
    rows = [
        [cell.get_text() for cell in row.find_all(["th", "td"])]
        for row in soup(alfa.get(PATH)).select(".grafico tbody tr")
    ]
    assert rows == [
        ["mayo de 2026", "—", "22", "—"],
        ["abril de 2026", "17,6", "20", "Faltó un 12 %"],
        ["febrero de 2026", "21", "20", "Se cumplió el plan"],
        ["enero de 2026", "18", "20", "Faltó un 10 %"],
    ]


def test_one_value_is_a_table_without_a_chart(alfa):
    make_indicador(alfa, "Agua entregada", ("2026-01", 5, 5))
    page = soup(alfa.get(PATH))
    assert not page.select(".grafico")
    assert "enero de 2026" in page.select_one(".tabla").get_text()


@pytest.mark.parametrize("missing", [{"fuente": ""}, {"actualizado_el": None}])
def test_nothing_is_drawn_without_source_and_day(alfa, missing):
    page = make_indicador(alfa, "Agua entregada", *AGUA)
    type(page).objects.filter(pk=page.pk).update(**missing)
    page = alfa.get(PATH)
    assert "Todavía no hay datos publicados" in text(page)
    assert not soup(page).select(".grafico, .cifra, .tabla")
    assert alfa.get(f"{PATH}csv/").status_code == alfa.get(f"{PATH}json/").status_code == 404


def test_the_series_is_given_as_csv(alfa, agua):
    file = alfa.get(links(alfa.get(PATH))["Los datos en CSV"])
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert file.content.decode("utf-8-sig").splitlines()[:2] == [
        "periodo,desde,hasta,unidad,plan,real,provisional,comentario",
        "2026-01,2026-01-01,2026-01-31,hm³,20,18,False,",
    ]
    assert "2026-05,2026-05-01,2026-05-31,hm³,22,," in file.content.decode()


def test_the_series_is_given_as_json(alfa, agua):
    data = json.loads(alfa.get(links(alfa.get(PATH))["Los datos en JSON"]).content)
    assert (data["indicador"], data["fuente"]) == ("Agua entregada", "Informe de la dirección")
    assert data["actualizado"] == "2026-11-02"
    assert data["valores"][2] == {
        "periodo": "2026-04",
        "desde": "2026-04-01",
        "hasta": "2026-04-30",
        "plan": 20,
        "real": 17.6,
        "provisional": False,
        "comentario": "",
    }


def test_programs_learn_that_it_is_a_dataset(alfa, agua):
    data = json_ld(alfa.get(PATH))["Dataset"]
    assert data["name"] == "Agua entregada"
    assert data["temporalCoverage"] == "2026-01-01/2026-05-31"
    assert {part["encodingFormat"] for part in data["distribution"]} == {
        "text/csv",
        "application/json",
    }


def test_an_indicator_of_an_entity_stands_below_it(alfa):
    water = make_entidad(alfa, "Acueducto")
    make_indicador(alfa, "Agua entregada", *AGUA, parent=water)
    path = "/directorio/acueducto/agua-entregada/"
    shown = alfa.get(path)
    assert "17,6 %" in figure(shown)
    assert links(shown, within=".migas")["Acueducto"] == "/directorio/acueducto/"
    assert alfa.get(f"{path}csv/").status_code == 200


def test_what_is_not_public_is_not_shown(alfa, beta):
    make_indicador(alfa, "En preparación", live=False)
    make_private(make_indicador(alfa, "Reservado", *AGUA))
    make_indicador(beta, "De Beta", *AGUA)
    assert alfa.get("/transparencia/en-preparacion/").status_code == 404
    reserved = alfa.browser().get("/transparencia/reservado/", follow=True)
    assert "17,6" not in text(reserved)
    assert alfa.get("/transparencia/de-beta/").status_code == 404


def test_the_page_asks_as_often_for_many_values_as_for_few(alfa, agua):
    make_indicador(
        alfa, "Otro", *[(f"{year}-01", 5, 6) for year in range(2000, 2026)], unidad="hm³"
    )
    few, many = queries(alfa, PATH), queries(alfa, "/transparencia/otro/")
    assert len(few) == len(many) <= COLD, told(many)
    queries(alfa, PATH)
    warm = queries(alfa, PATH, warm=True)
    assert len(warm) <= WARM, told(warm)
    assert not queries_again(alfa, PATH)


def test_a_translated_page_tells_the_same_in_english(alfa, agua):
    publish_in_english(alfa)
    page = agua.copy_for_translation(alfa.home_en.locale, copy_parents=True)
    page.title, page.unidad = "Water supplied", "million m³"
    publish(page)
    section = page.get_parent()
    section.live = True
    section.save()
    shown = alfa.get(urlsplit(page.full_url).path)
    said = "17.6 million m³ April 2026 12 % short The plan was 20 million m³."
    assert figure(shown) == said
