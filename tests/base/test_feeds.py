"""Every feed is what its format asks for, and is not sent again to who has it."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.core.cache import caches
from django.utils import timezone
from lxml import etree
from wagtail.models import Page

from avisos.models import Mensaje
from tests.factories import (
    get_categoria,
    make_aviso,
    make_evento,
    make_image,
    make_noticia,
    publish,
)

DATA = Path(__file__).parent / "data"
NEWS, CULTURE, AVISOS = "/noticias/", "/noticias/categoria/cultura/", "/avisos/"
FEEDS = {
    f"{section}{kind}/": kind
    for section, kinds in (
        (NEWS, ["rss", "atom", "json"]),
        (CULTURE, ["rss", "atom", "json"]),
        (AVISOS, ["rss", "atom"]),
    )
    for kind in kinds
} | {"/avisos/cap/": "atom"}
WORDS = "Pan & <circo> «hoy» ]]> \x0b"


@pytest.fixture
def filled(alfa):
    """Alfa with what may end up in a feed, also what is not easily written there."""
    image = make_image("Foto", description="Una foto")
    for number in range(2):
        make_noticia(
            alfa,
            f"{WORDS} {number}",
            slug=f"una-{number}",
            fecha=date(2026, 11, 1 + number),
            resumen=WORDS,
            fuente=WORDS * number,
            categoria=get_categoria("cultura"),
            cuerpo=[("imagen", {"imagen": image, "pie": WORDS})],
        )
        make_aviso(alfa, f"{WORDS} {number}", slug=f"uno-{number}", resumen=WORDS, texto=WORDS)
    make_evento(alfa, "Concierto", date(2030, 1, 5), empieza_a_las=time(20))
    return alfa


# --- What the formats ask for -------------------------------------------------------


def schema(kind):
    return etree.RelaxNG(etree.parse(DATA / f"{kind}.rng"))


def xml_facts(kind, response):
    """Return (own address, ids, links) of a feed that keeps to the schema of its ``kind``."""
    feed = etree.fromstring(response.content)
    schema(kind).assertValid(feed)
    names = {"atom": "http://www.w3.org/2005/Atom"}
    if kind == "rss":
        ids, links = feed.xpath("//item/guid/text()"), feed.xpath("//item/link/text()")
    else:
        ids = feed.xpath("//atom:entry/atom:id/text()", namespaces=names)
        links = feed.xpath("//atom:entry/atom:link/@href", namespaces=names)
    [own] = feed.xpath("//atom:link[@rel='self']/@href", namespaces=names)
    return own, ids, links


def json_facts(kind, response):
    """The same of a JSON Feed (jsonfeed.org/version/1.1)."""
    feed = response.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    for name in ("title", "home_page_url", "description", "language"):
        assert isinstance(feed[name], str)
        assert feed[name]
    for item in feed["items"]:
        assert item["title"]
        assert isinstance(item["content_html"], str)
        for name in ("date_published", "date_modified"):
            assert datetime.fromisoformat(item[name]).utcoffset() is not None
        assert all(isinstance(tag, str) and tag for tag in item["tags"])
        assert all(author["name"].strip() for author in item["authors"])
    ids, links = ([item[name] for item in feed["items"]] for name in ("id", "url"))
    return feed["feed_url"], ids, links


MEDIA_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}


def assert_valid(portal, path, kind, *, items):
    response = portal.get(path)
    assert response["Content-Type"] == MEDIA_TYPES[kind]
    own, ids, links = (json_facts if kind == "json" else xml_facts)(kind, response)
    assert own == f"{portal.url}{path}"
    assert (len(ids), len(links)) == (items, items)
    assert len(set(ids)) == items, "two items of one feed have the same id"
    assert all(link.startswith(f"{portal.url}/") for link in links)


@pytest.mark.parametrize(("path", "kind"), FEEDS.items())
def test_a_feed_is_valid(filled, path, kind):
    assert_valid(filled, path, kind, items=2)


@pytest.mark.parametrize(("path", "kind"), FEEDS.items())
def test_an_empty_feed_is_valid(alfa, path, kind):
    assert_valid(alfa, path, kind, items=0)


# --- Conditional requests -----------------------------------------------------------


def conditional(filled):
    """Return the addresses of all that programs fetch again and again."""
    message = Mensaje.objects.first()
    return [
        *FEEDS,
        f"/avisos/cap/{message.identificador}/",
        "/agenda/ics/",
        "/agenda/concierto/ics/",
    ]


def clear_caches():
    for cache in caches.all():
        cache.clear()


def test_who_has_it_is_told_so_by_mark_and_by_date(filled):
    Page.objects.update(last_published_at=timezone.now() - timedelta(hours=1))
    for path in conditional(filled):
        first = filled.get(path)
        assert first.status_code == 200, path
        marks = {"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}
        clear_caches()
        for mark in marks:
            assert filled.get(path, **mark).status_code == 304, (path, mark)
            assert filled.get(path, **mark).status_code == 304, (path, mark)


def test_what_is_new_or_withdrawn_is_sent_again(filled, committed):
    Page.objects.update(last_published_at=timezone.now() - timedelta(hours=1))
    paths = [
        path for path in conditional(filled) if "/cap/" not in path and "concierto" not in path
    ]
    sections = {"una-1": filled.noticias, "uno-1": filled.avisos, "concierto": filled.agenda}
    pages = [section.get_children().get(slug=slug).specific for slug, section in sections.items()]
    for change in (publish, Page.unpublish):
        held = []
        for path in paths:
            response = filled.get(path)
            held.append((path, {"if-none-match": response["ETag"]}))
            held.append((path, {"if-modified-since": response["Last-Modified"]}))
        with committed():
            for page in pages:
                page.title = f"{page.title}, otra vez"
                change(page)
        for path, mark in held:
            assert filled.get(path, **mark).status_code == 200, (path, mark, change)
