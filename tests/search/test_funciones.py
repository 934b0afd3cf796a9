"""Functions of the portal, which are no pages with a text, are found by their usual names."""

import pytest

from gobierno.models import GobiernoIndexPage
from tests.factories import make_private
from tests.reading import soup, text
from tests.search.pagina import ask


def first(response):
    return soup(response).select_one(".lista .tarjeta-titulo a")


@pytest.mark.on_both_databases
@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("mi delegado", "/gobierno/delegados/"),
        ("quién es el delegado de mi circunscripción", "/gobierno/delegados/"),
        ("respuesta de mi queja", "/atencion/seguimiento/"),
        ("ver mi caso", "/atencion/seguimiento/"),
        ("quiero poner una queja", "/atencion/"),
        ("datos abiertos", "/transparencia/datos/"),
        ("descargar los datos en excel", "/transparencia/datos/"),
    ],
)
def test_a_function_is_the_first_result_and_leads_there(alfa, query, place):
    link = first(ask(alfa, query))
    assert link["href"] == place
    assert alfa.get(place).status_code == 200


@pytest.mark.parametrize(
    "query", ["pasaporte", "en caso de ciclón", "casos de dengue", "casa", "mi casa"]
)
def test_other_questions_find_no_function(alfa, query):
    assert first(ask(alfa, query)) is None


def test_a_section_that_is_not_public_offers_none(alfa, committed):
    assert first(ask(alfa, "delegado"))
    with committed():
        make_private(GobiernoIndexPage.objects.child_of(alfa.home).get())
    assert "Quién es mi delegado" not in text(ask(alfa, "delegado"))


def test_they_stand_above_the_first_results_alone(alfa):
    assert first(ask(alfa, "delegado"))
    assert first(ask(alfa, "delegado", grupo="noticias")) is None
