"""«Cómo respondemos» publishes the figures of a portal, and none that identifies a person."""

import csv
from io import StringIO

import pytest
from django.utils import timezone

from atencion.models import Caso
from tests.factories import make_entidad
from tests.reading import links, soup, text
from tests.zonas import GOES_BACK, python_takes, write_zones

from .cifras import YEAR, receive

pytestmark = [pytest.mark.django_db, pytest.mark.on_both_databases]

PAGE = f"/atencion/como-respondemos/?anio={YEAR}"
TABLE = f"/atencion/como-respondemos/csv/?anio={YEAR}"


def summary(portal, path=PAGE):
    rows = soup(portal.get(path)).select(".respuesta > div")
    return {row.dt.get_text(): row.dd.get_text() for row in rows}


def table(portal, name):
    """Return {heading: cells} of the rows of the table below the chart ``name``."""
    figure = soup(portal.get(PAGE)).find("figcaption", string=name).parent
    return {
        row.th.get_text(): tuple(cell.get_text() for cell in row.find_all("td"))
        for row in figure.select("tbody tr")
    }


def test_a_portal_tells_what_it_received_and_how_it_answered(alfa):
    receive(alfa, 6, answered=10)
    receive(alfa, 6, answered=40)
    receive(alfa, 8)
    assert summary(alfa) == {
        "Recibidas": "20",
        "Respondidas": "12 (60 %)",
        "Respondidas en plazo": "6 (50 %)",
        "Promedio de días hasta la respuesta": "25",
    }


def test_a_database_with_other_zones_counts_by_the_hour_of_the_portals(alfa, tmp_path):
    """Answered at midnight after the plazo, still its last day by the database's zone data."""
    with python_takes(write_zones(tmp_path, rule="<+03>-3")):
        receive(alfa, 20, hour=0, answered=31)
        assert summary(alfa)["Respondidas en plazo"] == "0"


def test_an_hour_of_summer_and_one_of_winter_are_of_the_day_that_clocks_showed(alfa, tmp_path):
    with python_takes(write_zones(tmp_path, rule=GOES_BACK)):
        receive(alfa, 10, month=7, day=1, hour=0)
        receive(alfa, 10, month=11, hour=23, answered=30)  # in the last hour of the plazo
        months = table(alfa, "Por mes")
        assert months["Julio"] == ("10", "0", "0", "—")
        assert months["Noviembre"] == ("10", "10", "10", "30")


def test_the_entrance_of_another_portal_tells_nothing_of_them(alfa, beta):
    receive(alfa, 20)
    assert "Hasta el 31 de diciembre" not in text(beta.get("/atencion/como-respondemos/"))
    assert beta.get(PAGE).status_code == 404
    assert "no se recibió ningún caso" in text(beta.get("/atencion/como-respondemos/"))


def test_kinds_months_and_entities_have_a_chart_and_a_table(alfa):
    acueducto = make_entidad(alfa, "Acueducto de Alfa")
    receive(alfa, 12, answered=5, entidad=acueducto)
    receive(alfa, 8, tipo="consulta", month=5, answered=7)
    assert table(alfa, "Por tipo")["Queja"] == ("12", "12", "12", "5")
    assert table(alfa, "Por mes")["Mayo"] == ("8", "8", "8", "7")
    assert table(alfa, "Por mes")["Abril"] == ("0", "0", "0", "—")
    assert table(alfa, "Por entidad")["Acueducto de Alfa"] == ("12", "12", "12", "5")
    for figure in soup(alfa.get(PAGE)).select("figure.grafico"):
        drawing = figure.find("svg", role="img")
        named = [figure.find(id=name) for name in drawing["aria-labelledby"].split()]
        assert [tag.name for tag in named] == ["title", "desc"]
        assert len(str(figure.find("svg"))) < 10 * 1024


def test_months_of_which_nothing_is_told_have_a_table_and_no_line_at_zero(alfa):
    receive(alfa, 4, month=3)
    receive(alfa, 4, month=5)
    assert {row[0] for row in table(alfa, "Por mes").values()} == {"0", "reservado"}
    figure = soup(alfa.get(PAGE)).find("figcaption", string="Por mes").parent
    assert figure.find("details").has_attr("open")
    assert not figure.find("svg")


def test_an_entity_that_is_not_public_is_not_named(alfa):
    hidden = make_entidad(alfa, "Oficina sin publicar", live=False)
    receive(alfa, 12, entidad=hidden)
    assert list(table(alfa, "Por entidad")) == ["Otra entidad"]


def test_a_small_number_is_kept_back_with_another_from_which_it_could_be_computed(alfa):
    receive(alfa, 3, tipo="peticion")
    receive(alfa, 20, tipo="queja")
    receive(alfa, 9, tipo="consulta")
    kinds = table(alfa, "Por tipo")
    assert summary(alfa)["Recibidas"] == "32"
    assert kinds["Queja"][0] == "20"
    assert kinds["Petición"] == kinds["Consulta"] == ("reservado",) * 4
    assert kinds["Sugerencia"][0] == "0"


def test_two_small_numbers_whose_sum_would_tell_both_are_not_left_alone(alfa):
    receive(alfa, 1, tipo="peticion")
    receive(alfa, 1, tipo="sugerencia")
    receive(alfa, 20, tipo="queja")
    receive(alfa, 9, tipo="consulta")
    kinds = table(alfa, "Por tipo")
    assert kinds["Consulta"][0] == kinds["Petición"][0] == kinds["Sugerencia"][0] == "reservado"
    assert kinds["Queja"][0] == "20"


def test_how_few_were_answered_late_is_not_told_either(alfa):
    receive(alfa, 10, tipo="queja", answered=5)
    receive(alfa, 2, tipo="queja", answered=50)
    receive(alfa, 15, tipo="consulta", answered=5)
    receive(alfa, 30, tipo="sugerencia", answered=5)
    kinds = table(alfa, "Por tipo")
    # Only two answers were late in all: any other figure of answers would reveal that.
    assert kinds["Queja"] == ("12", "reservado", "reservado", "reservado")
    assert kinds["Sugerencia"] == ("30", "reservado", "reservado", "reservado")
    assert summary(alfa)["Respondidas"] == "reservado"


def test_answers_of_one_kind_are_kept_back_with_those_of_another(alfa):
    receive(alfa, 10, tipo="queja", answered=5)
    receive(alfa, 2, tipo="queja", answered=50)
    receive(alfa, 10, tipo="consulta", answered=5)
    receive(alfa, 6, tipo="consulta", answered=50)
    receive(alfa, 30, tipo="sugerencia", answered=5)
    kinds = table(alfa, "Por tipo")
    assert kinds["Queja"][1] == kinds["Consulta"][1] == "reservado"
    assert kinds["Sugerencia"] == ("30", "30", "30", "5")
    assert summary(alfa)["Respondidas en plazo"] == "50 (86 %)"


def test_of_very_few_cases_nothing_more_is_told(alfa):
    receive(alfa, 4)
    assert "se recibieron menos de 5 casos" in text(alfa.get(PAGE))
    assert not soup(alfa.get(PAGE)).select("figure")
    assert [row[1:3] for row in read(alfa)] == [[str(YEAR), "reservado"]]


def test_the_threshold_is_a_setting(alfa, settings):
    settings.ATENCION_UMBRAL = 10
    receive(alfa, 9)
    assert "menos de 10 casos" in text(alfa.get(PAGE))


def read(portal):
    response = portal.get(TABLE)
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))[1:]


def test_programs_get_the_same_figures(alfa):
    receive(alfa, 12, answered=5)
    receive(alfa, 3, tipo="peticion")
    assert TABLE in links(alfa.get(PAGE)).values()
    rows = read(alfa)
    assert ["tipo", "Petición", "reservado", "reservado", "reservado", "reservado"] in rows
    assert [row for row in rows if row[0] == "año"] == [
        ["año", str(YEAR), "15", "reservado", "reservado", "reservado"]
    ]


def test_what_the_running_month_brings_is_told_when_it_is_over(alfa):
    now = timezone.now()
    receive(alfa, 20)
    Caso.objects.update(recibida=now)
    assert "no se recibió ningún caso" in text(alfa.get("/atencion/como-respondemos/"))


def test_a_year_that_is_none_is_not_found(alfa):
    receive(alfa, 20)
    for year in ("1999", "x", f"{YEAR}0", "9" * 40):
        assert alfa.get(f"/atencion/como-respondemos/?anio={year}").status_code == 404


def test_a_year_has_one_address_whatever_else_is_asked(alfa):
    receive(alfa, 20)
    page = soup(alfa.get(f"{PAGE}&otro=1"))
    assert page.find("link", rel="canonical")["href"] == f"{alfa.url}{PAGE}"
    for path in (PAGE, TABLE):
        assert alfa.browser().post(path, {}).status_code == 405


def test_the_figures_cost_few_queries_however_many_cases_there_are(
    alfa, django_assert_max_num_queries
):
    for number in range(4):
        entidad = make_entidad(alfa, f"Entidad {number}")
        receive(alfa, 10, entidad=entidad, month=number + 1, answered=3)
    with django_assert_max_num_queries(20):
        alfa.get(PAGE)
