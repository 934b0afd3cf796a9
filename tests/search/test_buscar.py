"""The citizen's search finds the public pages of its portal, and no input breaks it."""

import pytest

from home.models import StandardPage
from tests.factories import (
    add_page,
    make_noticia,
    make_page,
    make_private,
    publish_in_english,
)
from tests.reading import links, meta, soup, text

pytestmark = pytest.mark.on_both_databases


def titles(response):
    return [h3.get_text().strip() for h3 in soup(response).main.find_all("h3")]


def ask(portal, query, **extra):
    return portal.get("/buscar/", {"q": query, **extra})


@pytest.fixture(scope="module")
def searched(once):
    once(_make_searched)


def _make_searched(portales):
    for title in ("Agua potable", "Cosa propia", "Dirección de Educación"):
        make_page(portales.alfa, title)


def test_an_empty_search_invites_to_write(alfa):
    for response in (alfa.get("/buscar/"), ask(alfa, ""), ask(alfa, "   ")):
        assert response.status_code == 200
        assert "Escriba una o varias palabras" in text(response)
        assert soup(response).main.find("input", attrs={"name": "q"})["value"] == ""


def test_it_finds_by_title_summary_and_body(alfa):
    make_page(alfa, "Registro civil")
    make_noticia(alfa, "Otra cosa", resumen="El registro de consumidores cambia de local")
    make_page(alfa, "De la luz", cuerpo=[("texto", "<p>Vaya al registro de la propiedad</p>")])
    make_page(alfa, "Nada que ver")
    response = ask(alfa, "registro")
    assert set(titles(response)) == {"Registro civil", "Otra cosa", "De la luz"}
    assert "3 resultados para «registro»" in text(response)
    assert links(response, within="main")["Registro civil"] == "/registro-civil/"


def test_all_the_words_must_be_found(alfa):
    make_page(alfa, "Registro civil")
    make_page(alfa, "Registro de la propiedad")
    response = ask(alfa, "registro civil")
    assert titles(response) == ["Registro civil"]
    assert "1 resultado para" in text(response)


@pytest.mark.parametrize(
    "query", ["educación", "educacion", "EDUCACIÓN", "Educacion", " educación ", "¿educación?"]
)
def test_accents_capitals_and_signs_do_not_matter(alfa, searched, query):
    assert titles(ask(alfa, query)) == ["Dirección de Educación"]


def test_a_word_in_unicode_parts_is_the_same_word(alfa, searched):
    assert titles(ask(alfa, "educacio\u0301n")) == ["Dirección de Educación"]


def test_without_results_it_says_so_and_keeps_the_words(alfa):
    response = ask(alfa, "inexistente")
    assert response.status_code == 200
    assert "No encontramos nada para «inexistente»" in text(response)
    assert soup(response).main.find("input", attrs={"name": "q"})["value"] == "inexistente"


def test_results_are_of_this_portal_and_public(portales):
    alfa = portales.alfa
    make_page(alfa, "Cosa propia")
    make_page(alfa, "Cosa en borrador", live=False)
    make_private(make_page(alfa, "Cosa privada"))
    make_page(portales.beta, "Cosa de Beta")
    make_page(portales.provincia, "Cosa de la provincia")
    assert titles(ask(alfa, "cosa")) == ["Cosa propia"]
    assert titles(ask(portales.provincia, "cosa")) == ["Cosa de la provincia"]


def test_what_is_called_so_comes_before_what_mentions_it(alfa):
    make_page(alfa, "Farmacias de turno", resumen="También las de los hospitales")
    make_page(alfa, "Hospitales")
    assert titles(ask(alfa, "hospitales")) == ["Hospitales", "Farmacias de turno"]


def test_what_only_mentions_it_waits_where_much_is_found(alfa):
    for number in range(4):
        make_noticia(alfa, f"El registro civil {number}")
    make_page(alfa, "Registro civil")
    make_page(alfa, "De la luz", cuerpo=[("texto", "<p>Vaya al registro civil</p>")])
    response = ask(alfa, "registro civil")
    assert titles(response)[0] == "Registro civil"
    assert "De la luz" not in titles(response)
    others = alfa.get(links(response)["Ver los 2 resultados en Otros"])
    assert titles(others) == ["Registro civil", "De la luz"]


def test_a_page_leaves_the_results_when_it_is_withdrawn(alfa, committed):
    page = make_page(alfa, "Cosa propia")
    assert titles(ask(alfa, "cosa")) == ["Cosa propia"]
    with committed():
        page.unpublish()
    assert titles(ask(alfa, "cosa")) == []


def test_a_draft_change_is_not_searched(alfa):
    page = make_page(alfa, "Cosa propia")
    page.title = "Secreto en preparación"
    page.save_revision()
    assert titles(ask(alfa, "secreto")) == []


def test_results_come_ten_a_page(alfa):
    for number in range(13):
        make_page(alfa, f"Cosa {number}")
    first, second = ask(alfa, "cosa"), ask(alfa, "cosa", page=2)
    assert len(titles(first)) == 10
    assert len(titles(second)) == 3
    assert not set(titles(first)) & set(titles(second))
    nav = soup(first).find("nav", attrs={"aria-label": "Páginas"})
    assert nav.find("a", rel="next")["href"] == "/buscar/?q=cosa&page=2"


@pytest.mark.parametrize("page", ["abc", "0", "-1", "99999", "%00", "\x00", "9" * 400])
def test_an_impossible_page_number_shows_a_page_that_exists(alfa, searched, page):
    response = ask(alfa, "cosa", page=page)
    assert response.status_code == 200
    assert titles(response) == ["Cosa propia"]


HOSTILE = {
    "a double quote": '"',
    "an open quotation": '"agua potable',
    "a single quote": "agua ' potable",
    "operators": "agua AND NOT OR NEAR potable",
    "an operator alone": "NOT",
    "another operator alone": "OR",
    "a column": "title:agua",
    "a star": "agua*",
    "a star alone": "*",
    "brackets": "agua (potable",
    "signs of PostgreSQL": "agua & | ! <-> :* potable",
    "a backslash": "agua\\",
    "a percent sign": "%",
    "an underscore": "_",
    "code": "'; DROP TABLE wagtailcore_page; --",
    "markup": "<script>alert(1)</script>",
    "a NUL byte": "agua\x00potable",
    "a NUL byte alone": "\x00",
    "control characters": "\x01\x02\x0b\x1f",
    "a line break": "agua\r\nX-Header: 1",
    "an emoji": "agua 💧",
    "another script": "вода 水 ماء",
    "a zero-width space": "agua\u200bpotable",
    "one letter": "a",
    "common words only": "de la los y",
    "a number": "1234567890",
    "a date": "24/11/2026",
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_words_break_the_search(alfa, searched, query, method):
    browser = alfa.browser()
    response = (browser.get if method == "GET" else browser.head)("/buscar/", {"q": query})
    assert response.status_code in (200, 400)
    if method == "GET":
        assert "Portal del Ciudadano de Alfa" in text(response)
        assert "<script>alert" not in response.content.decode()


REPEATED = "agua&q=luz&grupo=x&grupo=otros&en=todas&en=&page=2&page=x"


@pytest.mark.parametrize("query", ["agua%ED%A0%80", "agua%FF%FE", "agua%", "q=%zz", REPEATED])
def test_no_address_breaks_the_search(alfa, query):
    response = alfa.browser().get("/buscar/", query_params=None, QUERY_STRING=f"q={query}")
    assert response.status_code in (200, 400)
    assert "Portal del Ciudadano de Alfa" in text(response)


@pytest.mark.parametrize("query", ["¿?", "...", "«»", "--", '"', "&&&", "💧"])
def test_signs_alone_get_a_hint_in_the_dress_of_the_portal(alfa, query):
    response = ask(alfa, query)
    assert response.status_code == 400
    assert "Escriba al menos una palabra." in text(response)
    assert soup(response).html["data-acento"] == "mar"


@pytest.mark.parametrize("query", ["a" * 201, "a" * 5000, "a" * 100_000, "a " * 1500])
def test_a_query_that_is_too_long_gets_a_hint_in_the_dress_of_the_portal(alfa, query):
    response = ask(alfa, query)
    assert response.status_code == 400
    assert "demasiado larga" in text(response)
    assert soup(response).html["data-acento"] == "mar"
    assert len(response.content) < 30_000


def test_a_query_as_long_as_the_field_allows_is_searched(alfa):
    assert ask(alfa, "agua " * 39).status_code == 200


def test_a_query_stays_text_on_the_page(alfa):
    response = ask(alfa, '"><script>alert(1)</script>')
    assert "<script>alert" not in response.content.decode()
    field = soup(response).main.find("input", attrs={"name": "q"})
    assert field["value"] == '"><script>alert(1)</script>'


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_only_reading_is_allowed(alfa, method):
    response = getattr(alfa.browser(), method)("/buscar/", {"q": "agua"})
    assert response.status_code == 405


def test_robots_do_not_list_searches(alfa):
    assert meta(ask(alfa, "agua"), "robots") == "noindex"
    assert "Disallow: /buscar/" in alfa.get("/robots.txt").content.decode()


def test_the_english_search_finds_english_pages(alfa):
    english = publish_in_english(alfa)
    add_page(StandardPage, english, title="Drinking water")
    make_page(alfa, "Agua potable")
    assert titles(alfa.get("/en/buscar/", {"q": "water"})) == ["Drinking water"]
    assert titles(alfa.get("/en/buscar/", {"q": "agua"})) == []
    assert titles(alfa.get("/buscar/", {"q": "water"})) == []
