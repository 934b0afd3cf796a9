"""The lists of the section of transparencia name themselves and link back to the section."""

import pytest

from tests.factories import make_indicador, make_medida
from tests.gobierno.planteamientos import muestra
from tests.reading import links, soup

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("indicadores/", "Resultados"),
        ("documentos/", "Documentos"),
        ("normas/", "Normas"),
        ("comparar/cobertura/", "Cobertura"),
        ("ley-168/", "Lista de la Ley 168"),
    ],
)
def test_each_list_names_itself_and_leads_back_to_the_section(portales, path, name):
    make_indicador(portales.alfa, "Agua", ("2025", 1, 1), medida=make_medida("Cobertura"))
    crumbs = soup(shown := portales.provincia.get(f"/transparencia/{path}")).select_one(".migas")
    assert links(shown, within=".migas")["Transparencia"] == "/transparencia/"
    assert crumbs.select_one("[aria-current=page]").get_text() == name


@pytest.mark.parametrize("path", ["lista/", "municipios/"])
def test_each_view_of_planteamientos_leads_back_to_their_board(portales, path):
    muestra(portales.provincia)
    shown = portales.provincia.get(f"/transparencia/planteamientos/{path}")
    assert links(shown, within=".migas")["Planteamientos"] == "/transparencia/planteamientos/"
    crumb = soup(shown).select_one(".migas [aria-current=page]").get_text()
    assert crumb == soup(shown).h1.get_text()
