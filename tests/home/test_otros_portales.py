"""How a citizen finds another portal if there are too many for the foot of every page."""

import pytest

from tests.factories import make_entidad, make_tramite
from tests.reading import links, text


@pytest.fixture
def many(monkeypatch, portales):
    """The portals of the tests, with the limit of a few portals set to two."""
    monkeypatch.setattr("base.frame._FEW_PORTALES", 2)
    return portales


def test_few_portals_stand_at_the_foot_of_every_page(alfa, beta):
    found = links(alfa.get("/"), within="footer")
    assert found["Beta"] == f"{beta.url}/"
    assert "Todos los portales" not in found


def test_many_portals_have_a_page_of_their_own(many):
    foot = links(many.alfa.get("/"), within="footer")
    assert "Beta" not in foot
    assert foot["Provincia"] == f"{many.provincia.url}/"
    found = links(many.alfa.get(foot["Todos los portales"]), within="main")
    assert found["Alfa"] == f"{many.alfa.url}/"
    assert found["Beta"] == f"{many.beta.url}/"
    assert found["Provincia"] == f"{many.provincia.url}/"


def test_the_home_of_the_province_leads_to_many_municipalities(many):
    response = many.provincia.get("/")
    assert "Alfa" not in text(response)
    chosen = links(response, within="main")["Elegir su municipio"]
    assert links(many.provincia.get(chosen), within="main")["Alfa"] == f"{many.alfa.url}/"


def test_a_procedure_leads_to_itself_in_each_of_many_municipalities(many):
    registro = make_entidad(many.provincia, "Registro")
    make_tramite(many.provincia, "Baja", entidad=registro)
    chosen = links(many.provincia.get("/tramites/baja/"), within="main")["Elegir su municipio"]
    response = many.provincia.get(chosen)
    found = links(response, within="main")
    assert "Elija su municipio" in text(response)
    assert found["Beta"] == f"{many.beta.url}/tramites/baja/"
    assert "Provincia" not in found


@pytest.mark.parametrize("path", ["//evil.example/", "https://evil.example/", "x", '/"><b>/', "/a"])
def test_what_is_no_path_leads_home(provincia, alfa, path):
    found = links(provincia.get("/portales/", {"ruta": path}), within="main")
    assert found["Alfa"] == f"{alfa.url}/"
