"""Who saves data gets the text without pictures and scripts; the caches keep both forms."""

import re

import pytest
from wagtail.rich_text import RichText

from servidor.save_data import COOKIE
from tests.factories import make_image, make_noticia, make_page
from tests.reading import soup, text

HEADER = {"save-data": "on"}


@pytest.fixture
def page(alfa):
    picture = make_image("Un parque", collection=alfa.collection)
    return make_page(
        alfa,
        "Historia",
        imagen_portada=picture,
        cuerpo=[("texto", RichText("<p>Desde 1513.</p>"))],
    )


def chosen(portal, value):
    """Return a browser that has pressed the button with ``value``."""
    browser = portal.browser()
    browser.post("/ahorro/", {"ahorro": value})
    return browser


def is_light(response):
    return "css/ahorro" in response.content.decode()


def test_the_text_comes_without_pictures_icons_and_scripts(alfa, page):
    light = soup(alfa.get(page.get_url(), **HEADER))
    assert light.find_all(["img", "picture", "source", "script", "svg"]) == []
    assert [link["href"] for link in light.find_all("link", rel=["icon"])] == ["data:,"]
    [style] = light.find_all("link", rel="stylesheet")
    assert "css/ahorro" in style["href"]
    assert "Desde 1513." in light.main.get_text()
    assert light.html["lang"] == "es-CU"
    assert light.find("link", rel="canonical")["href"] == page.full_url


def test_a_picture_is_a_link_that_tells_its_size(alfa, page):
    link = soup(alfa.get(page.get_url(), **HEADER)).main.find("a", class_="ver-foto")
    assert re.match(r"Ver foto \(\d.* (bytes|KB)\)", link.get_text().replace("\u00a0", " "))
    assert link["href"].startswith("/media/images/")


def test_a_card_loses_its_picture_and_keeps_its_link(alfa):
    make_noticia(alfa, "Feria", imagen_portada=make_image("Feria", collection=alfa.collection))
    main = soup(alfa.get("/noticias/", **HEADER)).main
    [link] = [link for link in main.find_all("a") if "/noticias/feria/" in link["href"]]
    assert link.get_text(strip=True) == "Feria"


def test_what_only_an_icon_showed_is_said_in_words(alfa):
    light = soup(alfa.get("/", **HEADER))
    for control in light.find_all(["a", "button", "summary"]):
        hidden = "".join(words.get_text() for words in control.find_all(class_="oculto"))
        assert len(control.get_text(strip=True)) > len(hidden.strip()), control


def test_it_says_so_and_how_to_see_everything(alfa):
    page = soup(alfa.get("/", **HEADER))
    button = page.find("form", class_="ahorro").button
    assert (button["name"], button["value"], button.get_text()) == ("ahorro", "no", "Ver todo")
    assert "Ahorrar datos" not in page.get_text()
    assert soup(alfa.get("/")).find("button", attrs={"name": "ahorro"})["value"] == "si"


def test_what_the_visitor_chose_goes_before_the_browser(alfa):
    assert is_light(chosen(alfa, "si").get("/"))
    assert not is_light(chosen(alfa, "no").get("/", headers=HEADER))
    assert is_light(alfa.get("/", **HEADER))
    assert not is_light(alfa.get("/", **{"save-data": "off"}))


def test_what_nginx_read_goes_before_all(alfa):
    """It has put the page under that key already."""
    by_nginx = {"x-forwarded-proto": "http"}
    assert is_light(chosen(alfa, "no").get("/", headers={"x-ahorro": "si"} | by_nginx))
    assert not is_light(chosen(alfa, "si").get("/", headers=by_nginx))  # one of an older release
    assert not is_light(chosen(alfa, "si").get("/", headers={"x-ahorro": "no"} | HEADER))


def test_the_caches_keep_both(alfa):
    saving = chosen(alfa, "si")
    for _visit in range(2):
        assert is_light(saving.get("/"))
        assert not is_light(alfa.get("/"))
    both = [alfa.get("/", **headers)["ETag"] for headers in ({}, HEADER)]
    assert len(set(both)) == 2
    assert {"Cookie", "Save-Data"} <= set(alfa.get("/")["Vary"].split(", "))


def test_what_is_published_is_in_both(alfa, page, committed):
    for headers in ({}, HEADER):
        assert "Desde 1513." in text(alfa.get(page.get_url(), **headers))
    page.cuerpo = [("texto", RichText("<p>Desde 1515.</p>"))]
    with committed():
        page.save_revision().publish()
    for headers in ({}, HEADER):
        assert "Desde 1515." in text(alfa.get(page.get_url(), **headers))


def test_its_text_weighs_less(alfa, page):
    sizes = [
        int(alfa.get(page.get_url(), **headers, **{"accept-encoding": "br"})["Content-Length"])
        for headers in ({}, HEADER)
    ]
    assert sizes[1] < sizes[0]


@pytest.mark.parametrize("path", ["/atencion/escribir/queja/", "/sitemap.xml", "/noticias/rss/"])
def test_forms_and_files_stay_as_they_are(alfa, path):
    assert not is_light(alfa.get(path, **HEADER))


def test_what_is_missing_is_told_lightly(alfa):
    response = alfa.get("/no-existe/", **HEADER)
    assert response.status_code == 404
    assert is_light(response)


def test_an_english_page_says_it_in_english(portales):
    home = portales.alfa.home_en
    home.live = True
    home.save_revision().publish()
    light = soup(portales.alfa.get("/en/", **HEADER))
    assert light.find("form", class_="ahorro").button.get_text() == "See everything"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{url}/noticias/?page=2", "/noticias/?page=2"),
        ("{url}/", "/"),
        ("https://otro.cu/noticias/", "/"),
        ("//otro.cu/", "/"),
        ("{url}//otro.cu/", "/%2Fotro.cu/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_button_leads_back_to_the_page(alfa, before, after):
    headers = {"referer": before.format(url=alfa.url)}
    response = alfa.browser().post("/ahorro/", {"ahorro": "si"}, headers=headers)
    assert (response.status_code, response["Location"]) == (302, after)
    cookie = response.cookies[COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("si", True, "Lax")
    assert "no-store" in response["Cache-Control"]


def test_a_choice_that_there_is_not_saves_nothing(alfa):
    assert alfa.browser().post("/ahorro/", {"ahorro": "<b>"}).cookies[COOKIE].value == "no"
    assert alfa.get("/ahorro/").status_code == 405
    browser = alfa.browser()
    browser.cookies[COOKIE] = "otra"
    assert not is_light(browser.get("/"))
