"""The lists of transparency are places of their own, from which one finds back."""

import pytest

from tests.factories import make_indicador, make_medida
from tests.reading import links, soup

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("indicadores/", "Resultados"),
        ("documentos/", "Documentos"),
        ("normas/", "Normas"),
        ("comparar/cobertura/", "Cobertura"),
    ],
)
def test_each_list_names_itself_and_leads_back_to_the_section(portales, path, name):
    make_indicador(portales.alfa, "Agua", ("2025", 1, 1), medida=make_medida("Cobertura"))
    crumbs = soup(shown := portales.provincia.get(f"/transparencia/{path}")).select_one(".migas")
    assert links(shown, within=".migas")["Transparencia"] == "/transparencia/"
    assert crumbs.select_one("[aria-current=page]").get_text() == name
