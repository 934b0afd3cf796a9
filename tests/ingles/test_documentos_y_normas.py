"""Documents and norms in English: what has no translation is shown in Spanish."""

import pytest

from tests.documentos.making import make_documento, make_norma, section
from tests.factories import make_tramite
from tests.reading import links, soup, text
from tests.traducir import texts_to_translate, translate


@pytest.fixture
def sections(in_english, provincia, alfa):
    for portal in (provincia, alfa):
        page = section(portal)
        translate(page, {page.title: "Transparency"})


def cards(response):
    found = soup(response).select(".lista .tarjeta-titulo a")
    return [(a.get_text(), a["href"], a.get("lang")) for a in found]


def test_the_list_of_documents_is_english_around_what_is_spanish(sections, alfa):
    make_documento(alfa, "Informe", tipo="rendicion")
    documento = make_documento(alfa, "Plan")
    translate(documento, {"Plan": "The plan"})
    response = alfa.get("/en/transparencia/documentos/")
    assert sorted(cards(response)) == [
        ("Informe", "/transparencia/informe/", "es-CU"),
        ("The plan", "/en/transparencia/plan/", None),
    ]
    assert "Account rendered" in text(response)
    assert "2 documents" in text(response)


def test_norms_of_the_province_are_read_in_the_language_that_they_have(sections, provincia, alfa):
    ley = make_norma(provincia, "Ley nueva")
    vieja = make_norma(provincia, "Ley vieja", estado="derogada", derogada_por=ley)
    translate(vieja, {"Ley vieja": "Old law"})
    response = alfa.get("/en/transparencia/normas/")
    assert sorted(cards(response)) == [
        ("Ley nueva", "/transparencia/provincia/ley-nueva/", "es-CU"),
        ("Old law", "/en/transparencia/provincia/ley-vieja/", None),
    ]
    response = alfa.get("/en/transparencia/provincia/ley-vieja/")
    assert "This norm has been repealed." in text(response)
    assert links(response, within=".mensaje") == {
        "Ley nueva": "/transparencia/provincia/ley-nueva/"
    }
    spanish = alfa.get("/transparencia/provincia/ley-nueva/")
    assert ("Ley vieja", "/transparencia/provincia/ley-vieja/", None) in cards(spanish)


def test_a_translator_is_asked_for_words_only(alfa):
    documento = make_documento(alfa, "Informe", numero="12", emisor="Consejo")
    texts = texts_to_translate(documento)
    assert {"Informe", "Consejo"} <= texts
    assert "12" not in texts


def test_a_procedure_tells_the_state_of_its_norm(sections, provincia, alfa, registro):
    ley = make_norma(provincia, "Ley del Registro")
    rows = [{"norma": "Ley 51", "pagina": ley}]
    tramite = make_tramite(provincia, "Certificación", entidad=registro, base_legal=rows)
    translate(tramite, {"Certificación": "Certificate"})
    response = alfa.get("/en/tramites/certificacion/")
    assert "Ley 51 In force" in text(response)
