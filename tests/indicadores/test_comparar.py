"""The portal of the province compares an indicador of all municipalities."""

import json

import pytest

from indicadores.models import IndicadorPage
from tests.budgets import COLD, queries, told
from tests.factories import make_entidad, make_indicador, make_medida, make_private
from tests.reading import links, soup, text
from tests.transparencia.reading import table

pytestmark = pytest.mark.django_db

PATH = "/transparencia/comparar/cobertura/"
SOURCE = "Informe de la dirección, 2 de noviembre de 2026"


@pytest.fixture
def medida():
    return make_medida("Cobertura")


@pytest.fixture(scope="module")
def cobertura(once):
    once(_make_cobertura)


def _make_cobertura(portales):
    same = {"medida": make_medida("Cobertura"), "periodicidad": "anual"}
    years = [("2024", 70, 65), ("2025", 70, "71.5")]
    agua = make_entidad(portales.alfa, "Acueducto")
    make_indicador(portales.alfa, "Cobertura en Alfa", *years, parent=agua, **same)
    make_indicador(portales.beta, "Cobertura en Beta", ("2024", 80, 84), **same)
    make_indicador(portales.provincia, "Cobertura de todos", ("2025", 80, 99), **same)


def bars(response):
    svg = soup(response).select_one(".grafico > svg")
    names = [tag.get_text() for tag in svg.select("text:not(.valor)")]
    widths = [float(tag["width"].removesuffix("%")) for tag in svg.select("rect")]
    return list(zip(names, widths, [t.get_text() for t in svg.select(".valor")], strict=True))


def test_municipalities_stand_on_one_scale_the_highest_first(provincia, cobertura):
    page = provincia.get(PATH, {"periodo": "2024"})
    assert bars(page) == [("Beta", 70.0, "84\xa0%"), ("Alfa", 54.17, "65\xa0%")]
    assert table(page) == [
        ["Beta", "84 %", "80 %", "Se cumplió el plan", SOURCE],
        ["Alfa", "65 %", "70 %", "Faltaron 5 puntos", SOURCE],
    ]
    assert "Cobertura, 2024" in text(page)


def test_it_opens_on_the_newest_period_that_most_tell_and_leads_to_the_newer(provincia, cobertura):
    page = provincia.get(PATH)
    assert [name for name, *_rest in bars(page)] == ["Beta", "Alfa"]
    assert "Se ve 2024, lo más reciente que ha publicado la mayoría." in text(page)
    chosen = links(page, within="nav.filtros")
    assert list(chosen) == ["2025", "2024"]
    [current] = soup(page).select("nav.filtros [aria-current]")
    assert current.get_text() == "2024"
    newer = provincia.get(links(page, within=".nota")["Ver 2025"])
    assert bars(newer) == [("Alfa", 70.0, "71,5\xa0%"), ("Beta", 0.0, "sin dato")]
    assert "Todavía no han publicado este dato: Beta." in text(newer)
    assert "la mayoría" not in text(newer)


def test_where_most_tell_nothing_in_common_it_opens_on_the_newest(portales, medida):
    same = {"medida": medida, "periodicidad": "anual"}
    make_indicador(portales.alfa, "En Alfa", ("2025", 70, 65), **same)
    make_indicador(portales.beta, "En Beta", ("2023", 70, 65), ("2024", 70, 66), **same)
    page = portales.provincia.get(PATH)
    assert bars(page)[0] == ("Alfa", 70.0, "65\xa0%")
    assert "la mayoría" not in text(page)


def test_each_leads_to_its_indicator_and_back(portales, cobertura):
    there = links(portales.provincia.get(PATH), within="tbody")
    indicator = portales.alfa.get(there["Alfa"])
    assert "Cobertura en Alfa" in text(indicator)
    assert links(indicator)["Comparar los municipios"] == f"{portales.provincia.url}{PATH}"
    own = portales.provincia.get("/transparencia/cobertura-de-todos/")
    assert "Comparar los municipios" not in links(own)


@pytest.mark.parametrize("query", [{"periodo": "2019"}, {"periodo": "ayer"}, {"periodo": ""}])
def test_a_period_that_nobody_tells_is_not_found(provincia, cobertura, query):
    assert provincia.get(PATH, query).status_code == 404


@pytest.mark.parametrize("ending", ["", "csv/", "json/"])
def test_only_the_province_compares_and_only_what_there_is(portales, cobertura, ending):
    assert portales.alfa.get(f"{PATH}{ending}").status_code == 404
    path = f"/transparencia/comparar/otra/{ending}"
    assert portales.provincia.get(path).status_code == 404


def test_a_measure_that_nobody_gives_yet_says_so(provincia, medida):
    assert "Ningún municipio ha publicado" in text(provincia.get(PATH))
    assert json.loads(provincia.get(f"{PATH}json/").content)["municipios"] == []


def test_what_is_not_public_or_has_no_source_is_missing(portales, cobertura):
    make_private(IndicadorPage.objects.get(title="Cobertura en Beta"))
    IndicadorPage.objects.filter(title="Cobertura en Alfa").update(fuente="")
    assert "Ningún municipio ha publicado" in text(portales.provincia.get(PATH))


def test_the_figures_are_given_as_csv_and_json(provincia, cobertura):
    page = provincia.get(PATH, {"periodo": "2024"})
    table = provincia.get(links(page)["Los datos en CSV"])
    lines = table.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "municipio,periodo,unidad,plan,real,provisional,fuente,actualizado,url"
    assert lines[1].startswith(
        "beta,2024,%,80,84,False,Informe de la dirección,2026-11-02,http://beta."
    )
    data = json.loads(provincia.get(links(page)["Los datos en JSON"]).content)
    assert (data["medida"], data["periodo"], data["unidad"]) == ("cobertura", "2024", "%")
    assert [(row["municipio"], row["real"]) for row in data["municipios"]] == [
        ("beta", 84),
        ("alfa", 65),
    ]
    opened = json.loads(provincia.get(f"{PATH}json/").content)
    assert opened == data
    newest = json.loads(provincia.get(f"{PATH}json/", {"periodo": "2025"}).content)["municipios"]
    assert [row["real"] for row in newest] == [71.5, None]


def test_the_number_of_queries_is_the_same_for_any_number_of_values(portales, medida):
    same = {"medida": medida, "periodicidad": "anual"}
    make_indicador(portales.alfa, "Cobertura", ("2024", 70, 65), **same)
    few = queries(portales.provincia, PATH)
    rows = [(str(year), 70, 65) for year in range(2000, 2025)]
    make_indicador(portales.beta, "Cobertura", *rows, **same)
    many = queries(portales.provincia, PATH)
    assert len(few) == len(many) <= COLD, told(many)
