"""RSS and Atom of a portal and of its categories."""

from datetime import date
from email.utils import parsedate_to_datetime

import pytest

from tests.factories import get_categoria, make_noticia
from tests.reading import links, xml

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def noticias(alfa):
    make_noticia(alfa, "Primera", fecha=date(2026, 11, 1), fuente="Ana López")
    make_noticia(
        alfa,
        "Pan & <circo> «hoy»",
        fecha=date(2026, 11, 2),
        resumen="Uno & dos < tres",
        categoria=get_categoria("cultura"),
    )
    return alfa


def test_rss_tells_the_news_newest_first(noticias):
    response = noticias.get("/noticias/rss/")
    assert response["Content-Type"].startswith("application/rss+xml")
    channel = xml(response).find("channel")
    assert channel.findtext("title") == "Noticias · Portal del Ciudadano de Alfa"
    assert channel.findtext("link") == f"{noticias.url}/noticias/"
    assert channel.findtext("language").lower() == "es-cu"
    first, second = channel.findall("item")
    assert first.findtext("title") == "Pan & <circo> «hoy»"
    assert first.findtext("description") == "Uno & dos < tres"
    assert first.findtext("link") == f"{noticias.url}/noticias/pan-circo-hoy/"
    assert first.findtext("category") == "Cultura"
    assert second.findtext("title") == "Primera"
    assert parsedate_to_datetime(second.findtext("pubDate")).date() == date(2026, 11, 1)


def test_atom_tells_the_same(noticias):
    response = noticias.get("/noticias/atom/")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = xml(response)
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert titles == ["Pan & <circo> «hoy»", "Primera"]
    entry = feed.findall(f"{ATOM}entry")[1]
    assert entry.find(f"{ATOM}link").get("href") == f"{noticias.url}/noticias/primera/"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ana López"
    assert entry.findtext(f"{ATOM}published").startswith("2026-11-01T00:00:00")
    self_link = feed.find(f"{ATOM}link[@rel='self']").get("href")
    assert self_link == f"{noticias.url}/noticias/atom/"


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_category_has_feeds_of_its_own(noticias, kind):
    response = noticias.get(f"/noticias/categoria/cultura/{kind}/")
    content = response.content.decode()
    assert "Noticias: Cultura" in content
    assert "circo" in content
    assert "Primera" not in content


def test_the_list_of_news_leads_to_its_feeds(noticias):
    found = links(noticias.get("/noticias/categoria/cultura/"), within="main")
    assert found["RSS"] == "/noticias/categoria/cultura/rss/"
    assert found["Atom"] == "/noticias/categoria/cultura/atom/"


@pytest.mark.parametrize("path", ["json", "rdf", "categoria/nada/rss", "categoria/cultura/json"])
def test_another_format_or_category_is_not_found(noticias, path):
    assert noticias.get(f"/noticias/{path}/").status_code == 404


def test_an_empty_feed_is_still_a_feed(alfa):
    assert xml(alfa.get("/noticias/rss/")).find("channel").findall("item") == []
    assert xml(alfa.get("/noticias/atom/")).findall(f"{ATOM}entry") == []


def test_a_feed_holds_the_latest_twenty(alfa):
    for number in range(1, 24):
        make_noticia(alfa, f"Noticia {number}", fecha=date(2026, 10, number))
    items = xml(alfa.get("/noticias/rss/")).find("channel").findall("item")
    assert [item.findtext("title") for item in items] == [f"Noticia {n}" for n in range(23, 3, -1)]


def test_a_character_pasted_from_a_word_processor_does_not_break_the_feed(alfa):
    make_noticia(alfa, "Con salto", resumen="Una línea\x0botra línea")
    make_noticia(alfa, "Sin salto")
    response = alfa.get("/noticias/rss/")
    assert response.status_code == 200
    titles = [item.findtext("title") for item in xml(response).find("channel").findall("item")]
    assert titles == ["Sin salto", "Con salto"]
