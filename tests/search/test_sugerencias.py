"""Suggestions while typing, the OpenSearch description, and the data for robots."""

import json

import pytest

from tests.factories import make_entidad, make_page, make_private, make_tramite
from tests.reading import json_ld, links, meta, rel, soup, xml

pytestmark = pytest.mark.on_both_databases

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture(scope="module")
def cosa_propia(once):
    once(lambda portales: make_page(portales.alfa, "Cosa propia"))


def suggest(portal, query):
    response = portal.get("/buscar/sugerencias/", {"q": query})
    assert response["Content-Type"] == "application/x-suggestions+json"
    return response


def suggested(portal, query):
    _query, titles, _groups, urls = suggest(portal, query).json()
    return dict(zip(titles, urls, strict=True))


def test_words_that_are_begun_become_names_of_pages_and_their_addresses(provincia, alfa):
    make_tramite(provincia, "Certificación de nacimiento")
    make_entidad(provincia, "Centro de certificados", municipios=[alfa])
    make_page(alfa, "Certificado de habitable")
    assert suggested(alfa, "certif") == {
        "Certificación de nacimiento": f"{alfa.url}/tramites/certificacion-de-nacimiento/",
        "Centro de certificados": f"{alfa.url}/directorio/provincia/centro-de-certificados/",
        "Certificado de habitable": f"{alfa.url}/certificado-de-habitable/",
    }
    words, titles, groups, _urls = suggest(alfa, "nacim").json()
    assert words == "nacim"
    assert (titles, groups) == (["Certificación de nacimiento"], ["Trámites"])
    for url in suggested(alfa, "certif").values():
        assert alfa.get(url.removeprefix(alfa.url)).status_code == 200


def test_only_what_is_public_in_this_portal_is_suggested(portales):
    alfa = portales.alfa
    make_page(alfa, "Cosa propia")
    make_page(alfa, "Cosa en borrador", live=False)
    make_private(make_page(alfa, "Cosa privada"))
    make_page(portales.beta, "Cosa de Beta")
    assert list(suggested(alfa, "cos")) == ["Cosa propia"]


def test_an_answer_is_small_however_long_the_titles_are(alfa):
    for number in range(6):
        make_page(alfa, f"Cosa {number} " + "ñandú " * 35)
    response = suggest(alfa, "cosa")
    assert 0 < len(response.json()[1]) < 6
    headers = sum(len(f"{name}: {value}\r\n") for name, value in response.items())
    assert len(response.content) + headers < 2048


HOSTILE = ["", " ", "\x00", '"', "'; DROP TABLE", "a", "de la", "%", "💧", "cosa\x00", "a " * 100]


@pytest.mark.parametrize("query", [*HOSTILE, "x" * 5000, "a " * 1500])
def test_whatever_is_typed_gets_an_answer(alfa, cosa_propia, query):
    response = suggest(alfa, query)
    assert response.status_code in (200, 400)
    assert len(response.json()) == 4
    assert len(response.content) < 2048


def test_a_flood_of_suggestions_does_not_close_the_search(alfa, cosa_propia, settings):
    settings.SUGERENCIAS_POR_MINUTO = 1
    assert suggest(alfa, "cos").status_code == 200
    refused = suggest(alfa, "cosa")
    assert refused.status_code == 429
    assert refused.json()[1] == []
    assert alfa.get("/buscar/", {"q": "cosa"}).status_code == 200


def test_answers_are_kept_by_the_browser_alone(alfa):
    assert "private" in suggest(alfa, "cosa")["Cache-Control"]
    make_page(alfa, "Cosa propia")  # no commit, so the page cache was not cleared
    assert list(suggested(alfa, "cosa")) == ["Cosa propia"]


def test_only_reading_is_allowed(alfa):
    assert alfa.browser().post("/buscar/sugerencias/", {"q": "agua"}).status_code == 405


def test_browsers_find_out_how_each_portal_is_searched(portales):
    names = set()
    for portal in portales:
        [address] = rel(portal.get(), "search")
        assert rel(portal.get("/buscar/"), "search") == [address]
        response = portal.get(address)
        assert response["Content-Type"] == "application/opensearchdescription+xml"
        root = xml(response)
        names.add(root.findtext(f"{OPENSEARCH}ShortName"))
        # The title of the link is the name that browsers show before they read the file.
        [link] = soup(portal.get()).select("link[rel=search]")
        assert link["title"] == root.findtext(f"{OPENSEARCH}ShortName")
        assert 0 < len(root.findtext(f"{OPENSEARCH}Description")) <= 1024
        assert meta(portal.get("/buscar/"), "description") == root.findtext(
            f"{OPENSEARCH}Description"
        )
        kinds = {
            url.get("type"): url.get("rel", "results") for url in root.iter(f"{OPENSEARCH}Url")
        }
        assert kinds == {
            "text/html": "results",
            "application/x-suggestions+json": "suggestions",
            "application/opensearchdescription+xml": "self",
        }
        urls = {url.get("type"): url.get("template") for url in root.iter(f"{OPENSEARCH}Url")}
        assert urls == {
            "text/html": f"{portal.url}/buscar/?q={{searchTerms}}",
            "application/x-suggestions+json": f"{portal.url}/buscar/sugerencias/?q={{searchTerms}}",
            "application/opensearchdescription+xml": f"{portal.url}/buscar/opensearch.xml",
        }
        icon = root.findtext(f"{OPENSEARCH}Image")
        assert icon.startswith(f"{portal.url}/icono/")
    assert names == {"Provincia", "Alfa", "Beta"}
    assert all(len(name) <= 16 for name in names)


def test_robots_are_told_how_the_portal_is_searched(alfa, cosa_propia):
    site = json_ld(alfa.get())["WebSite"]
    assert site["url"] == f"{alfa.url}/"
    action = site["potentialAction"]
    assert action["@type"] == "SearchAction"
    address = action["target"]["urlTemplate"]
    assert address == f"{alfa.url}/buscar/?q={{palabras}}"
    assert action["query-input"] == "required name=palabras"
    found = alfa.get(address.format(palabras="cosa").removeprefix(alfa.url))
    assert "/cosa-propia/" in links(found, within="main").values()


def test_the_form_tells_the_script_where_to_ask(alfa):
    form = soup(alfa.get()).find("form", role="search")
    assert form["data-sugerencias"] == "/buscar/sugerencias/"
    assert json.loads(alfa.get(f"{form['data-sugerencias']}?q=x").content)[0] == "x"
