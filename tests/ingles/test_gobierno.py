"""The Government in English: names, streets and telephones are those of the Spanish page."""

from datetime import date

import pytest

from tests.gobierno.making import make_consejo, make_organo, make_sesion, seccion
from tests.reading import links, soup, text
from tests.traducir import texts_to_translate, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def consejo(alfa):
    row = {
        "delegado": "Delegada Uno",
        "lugares": "Calle 4",
        "despacho_lugar": "Escuela 4",
        "despacho_horario": "Primer martes",
        "telefono": "22 000001",
    }
    return make_consejo(alfa, "Centro", (1, row), presidente="Presidenta Alfa", repartos="Sueño")


@pytest.fixture
def section(in_english, alfa):
    return translate(seccion(alfa), {"Gobierno": "Government"})


def test_a_translator_is_asked_for_no_name_place_or_number(alfa, consejo):
    assert texts_to_translate(consejo) == {"Centro", "Resumen de Centro", "Primer martes"}
    people = [("Ana", "Presidenta", {"telefono": "22 000000", "correo": "a@ejemplo.cu"})]
    organo = make_organo(alfa, "Asamblea", people=people)
    assert texts_to_translate(organo) == {"Asamblea", "Resumen de Asamblea", "Presidenta"}


def test_a_delegate_is_found_on_the_english_page_before_anybody_translates(alfa, section, consejo):
    response = alfa.get("/en/gobierno/delegados/", {"q": "c/ 4"})
    words = text(response)
    assert "Find your delegate" in words
    for same in ("Constituency 1", "Delegada Uno", "Calle 4", "+53 22 000001"):
        assert same in words
    # The markup tells screen readers the language of each text.
    delegado = soup(response).select_one(".delegado")
    assert delegado.find(string="Calle 4").find_parent(lang=True)["lang"] == "es-CU"
    assert delegado.find(string="Telephone").find_parent(lang=True)["lang"] == "en"
    assert links(response)["Centro"] == "/gobierno/centro/#circunscripcion-1"


def test_a_translated_consejo_stands_in_the_list_once(alfa, section, consejo):
    translate(consejo, {"Centro": "Downtown", "Primer martes": "First Tuesday"})
    response = alfa.get("/en/gobierno/delegados/", {"q": "calle 4"})
    assert len(soup(response).select(".delegado")) == 1
    assert links(response)["Downtown"] == "/en/gobierno/centro/#circunscripcion-1"
    assert "First Tuesday" in text(response)
    assert "Escuela 4" in text(response)


def test_agreements_are_told_on_the_english_page(alfa, section):
    organo = make_organo(alfa, "Asamblea")
    make_sesion(organo, "Sesión", date(2026, 1, 1), (7, {"vence": date(2026, 2, 1)}))
    for path in ("/en/gobierno/acuerdos/", "/en/gobierno/acuerdos/?organo=asamblea"):
        words = text(alfa.get(path))
        assert "Agreement 7-XVIII" in words
        assert "Overdue" in words
    assert "Asamblea" in text(alfa.get("/en/gobierno/"))
