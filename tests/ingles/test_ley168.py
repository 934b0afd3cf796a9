"""Lists of Ley 168 in English: what has no translation is shown in Spanish."""

import pytest

from tests.documentos.ley168 import make_ficha
from tests.documentos.making import section
from tests.factories import make_entidad, make_page
from tests.reading import links, soup, text
from tests.traducir import texts_to_translate, translate

LIST = "/en/transparencia/ley-168/"


@pytest.fixture
def lists(in_english, alfa):
    page = section(alfa)
    translate(page, {page.title: "Transparency"})
    presupuesto = make_page(alfa, "Presupuesto del año")
    empresa = make_entidad(alfa, "Empresa de Aguas")
    make_entidad(alfa, "Correos")
    translate(empresa, {"Empresa de Aguas": "Water company"})
    make_ficha(alfa, ("normas", presupuesto), parent=empresa, title="De Aguas")
    translate(presupuesto, {"Presupuesto del año": "Budget of the year"})
    return make_ficha(alfa, ("presupuesto", presupuesto), ("fondos", "No hay fondos."))


def test_the_lists_are_english_around_what_is_spanish(lists, alfa):
    response = alfa.get(LIST)
    assert "1 of 12 obligations published and in force (8%)" in text(response)
    assert "Missing: Legal norms, Mission," in text(response)
    titles = soup(response).select(".tarjeta-titulo")
    assert [title.get_text() for title in titles] == [
        *("Government of Alfa", "Water company", "Correos")
    ]
    assert links(response, within="main")["Water company"] == (
        "/directorio/empresa-de-aguas/de-aguas/"
    )


def test_a_translated_list_tells_the_same_in_english(lists, alfa):
    page = translate(
        lists, {"Lo que se publica": "What is published", "No hay fondos.": "There are none."}
    )
    response = alfa.get(page.get_url())
    assert "1 of 12 obligations published and in force (8%)" in text(response)
    assert "There are none." in text(response)
    assert links(response, within="main .tabla") == {
        "Budget of the year": "/en/presupuesto-del-ano/"
    }
    assert (
        links(alfa.get(LIST), within="main")["Government of Alfa"]
        == "/en/transparencia/lo-que-se-publica/"
    )


def test_a_translator_is_asked_for_words_only(lists):
    texts = texts_to_translate(lists)
    assert {"Lo que se publica", "No hay fondos."} <= texts
    assert not [words for words in texts if "2025" in words or "http" in words]
