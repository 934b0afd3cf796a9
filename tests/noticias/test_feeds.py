"""RSS, Atom and JSON Feed of a portal and of its categories."""

from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.core.cache import caches
from django.utils import timezone
from wagtail.rich_text import RichText

from noticias.models import Correccion, NoticiaPage
from tests.factories import get_categoria, make_image, make_noticia, publish
from tests.reading import links, soup_of, xml

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def _published(once):
    once(lambda portales: publish_two(portales.alfa))


def publish_two(alfa):
    make_noticia(alfa, "Primera", fecha=date(2026, 11, 1), fuente="Ana López")
    make_noticia(
        alfa,
        "Pan & <circo> «hoy»",
        fecha=date(2026, 11, 2),
        resumen="Uno & dos < tres",
        categoria=get_categoria("cultura"),
    )


@pytest.fixture
def noticias(_published, alfa):
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


def test_json_tells_the_same(noticias):
    response = noticias.get("/noticias/json/")
    assert response["Content-Type"].startswith("application/feed+json")
    feed = response.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Noticias · Portal del Ciudadano de Alfa"
    assert feed["home_page_url"] == f"{noticias.url}/noticias/"
    assert feed["feed_url"] == f"{noticias.url}/noticias/json/"
    assert feed["language"].lower() == "es-cu"
    newest, first = feed["items"]
    assert (newest["title"], newest["summary"]) == ("Pan & <circo> «hoy»", "Uno & dos < tres")
    assert newest["tags"] == ["Cultura"]
    assert first["id"] == first["url"] == f"{noticias.url}/noticias/primera/"
    assert first["authors"] == [{"name": "Ana López"}]
    assert datetime.fromisoformat(first["date_published"]).date() == date(2026, 11, 1)


def atom_content(response):
    content = xml(response).find(f"{ATOM}entry/{ATOM}content")
    assert content.get("type") == "html"
    return content.text


def json_content(response):
    return response.json()["items"][0]["content_html"]


@pytest.mark.parametrize(("kind", "content"), [("atom", atom_content), ("json", json_content)])
def test_who_reads_the_feed_reads_it_all(alfa, kind, content):
    image = make_image("Parque", description="El parque")
    other = make_noticia(alfa, "Otra", fecha=date(2026, 1, 1))
    link = f'<p>Vea <a linktype="page" id="{other.pk}">la otra</a> & \x0bvenga</p>'
    body = [("texto", RichText(link)), ("imagen", {"imagen": image, "pie": "De día"})]
    noticia = make_noticia(alfa, "Una", cuerpo=body)
    noticia.correcciones.add(Correccion(fecha=date(2026, 11, 24), texto="Decía lunes."))
    publish(noticia)
    html = soup_of(content(alfa.get(f"/noticias/{kind}/")))
    assert html.p.get_text() == "Vea la otra & venga"
    assert html.a["href"] == f"{alfa.url}/noticias/otra/"
    assert html.img["src"].startswith(f"{alfa.url}/media/")
    assert html.img["alt"] == "El parque"
    assert "De día" in html.get_text()
    assert "Decía lunes." in html.get_text()
    assert not html.find(["picture", "source", "svg"])


@pytest.mark.parametrize("kind", ["rss", "atom", "json"])
def test_a_reader_that_has_the_feed_is_told_so_until_there_is_something_new(alfa, committed, kind):
    noticia = make_noticia(alfa, "Una")
    hour_ago = timezone.now() - timedelta(hours=1)
    NoticiaPage.objects.filter(pk=noticia.pk).update(last_published_at=hour_ago)
    held = []
    for path in (f"/noticias/{kind}/", f"/noticias/categoria/cultura/{kind}/"):
        first = alfa.get(path)  # the second response is empty
        held.append((path, {"if-none-match": first["ETag"]}))
        held.append((path, {"if-modified-since": first["Last-Modified"]}))
    for path, mark in held:
        for cache in caches.all():
            cache.clear()
        made, kept = alfa.get(path, **mark), alfa.get(path, **mark)
        assert (made.status_code, kept.status_code) == (304, 304)
    noticia.categoria = get_categoria("cultura")
    with committed():
        publish(noticia)
    assert {alfa.get(path, **mark).status_code for path, mark in held} == {200}


@pytest.mark.parametrize("kind", ["rss", "atom", "json"])
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
    assert found["JSON"] == "/noticias/categoria/cultura/json/"


@pytest.mark.parametrize("path", ["xml", "rdf", "categoria/nada/json", "categoria/cultura/xml"])
def test_another_format_or_category_is_not_found(noticias, path):
    assert noticias.get(f"/noticias/{path}/").status_code == 404


def test_an_empty_feed_is_still_a_feed(alfa):
    assert xml(alfa.get("/noticias/rss/")).find("channel").findall("item") == []
    assert xml(alfa.get("/noticias/atom/")).findall(f"{ATOM}entry") == []
    assert alfa.get("/noticias/json/").json()["items"] == []


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
