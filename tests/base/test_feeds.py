"""Every feed is valid, and is not sent again to a client that has it."""

from datetime import date, time, timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone
from wagtail.models import Page

from avisos.models import Mensaje
from search.indice import indexed_at_once
from tests.base.feeds import assert_valid
from tests.factories import (
    get_categoria,
    make_aviso,
    make_evento,
    make_image,
    make_noticia,
    publish,
)

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


@pytest.fixture(scope="module")
def _filled(once):
    once(_fill)


@indexed_at_once()
def _fill(portales):
    alfa = portales.alfa
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


@pytest.fixture
def filled(_filled, alfa):
    """Alfa with content for every feed, also with characters that need escaping."""
    return alfa


# --- Validity ---------------------------------------------------------------------


@pytest.mark.parametrize(("path", "kind"), FEEDS.items())
def test_a_feed_is_valid(filled, path, kind):
    assert_valid(filled, path, kind, items=2)


@pytest.mark.parametrize(("path", "kind"), FEEDS.items())
def test_an_empty_feed_is_valid(alfa, path, kind):
    assert_valid(alfa, path, kind, items=0)


# --- Conditional requests -----------------------------------------------------------


def conditional(filled):
    """Return the addresses that programs request again and again."""
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
