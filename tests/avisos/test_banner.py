"""The banner shows the current avisos on every page of the portals that they concern."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.utils import timezone

from avisos.models import AvisoPage
from tests.budgets import COLD, WARM, forget_pages, queries, queries_again, told
from tests.factories import make_aviso, make_noticia, make_private, make_tramite, publish_in_english
from tests.reading import links, soup, text

HOUR = timedelta(hours=1)
BANNER = "section.avisos"


def shown(portal, path="/"):
    """Return the titles in the banner of a page, in their order."""
    return [
        " ".join(tag.get_text().split())
        for tag in soup(portal.get(path)).select(f"{BANNER} .aviso-linea > span > span")
    ]


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def pages(alfa):
    make_noticia(alfa, "Una noticia")
    return ["/", "/noticias/", "/noticias/una-noticia/", "/buscar/?q=agua", "/mapa/", "/no-existe/"]


def test_an_aviso_stands_above_every_page_of_its_portal(alfa, pages):
    make_aviso(alfa, "Llega un ciclón")
    for path in pages:
        assert shown(alfa, path) == ["Llega un ciclón"], path


def test_a_portal_without_avisos_has_no_empty_box(alfa):
    assert soup(alfa.get()).select(BANNER) == []


@pytest.mark.parametrize(
    ("fields", "readers"),
    [
        ({"alcance": "portal"}, ["provincia"]),
        ({"alcance": "todos"}, ["provincia", "alfa", "beta"]),
        ({"alcance": "municipios", "municipios": ["alfa"]}, ["provincia", "alfa"]),
    ],
)
def test_the_province_says_whom_it_warns(portales, fields, readers):
    municipios = [getattr(portales, slug) for slug in fields.pop("municipios", ())]
    make_aviso(portales.provincia, "Lluvias fuertes", municipios=municipios, **fields)
    assert [portal.slug for portal in portales if shown(portal)] == readers


def test_a_municipality_warns_its_own_people_whatever_its_page_says(portales):
    make_aviso(portales.alfa, "Corte en Alfa", alcance="todos", municipios=[portales.beta])
    assert [portal.slug for portal in portales if shown(portal)] == ["alfa"]


def test_a_municipality_adds_to_the_province_and_removes_nothing(provincia, alfa, beta):
    make_aviso(provincia, "Ciclón", alcance="todos", nivel=3)
    make_aviso(alfa, "Se suspende el transporte", nivel=2)
    assert shown(alfa) == ["Ciclón", "Se suspende el transporte"]
    assert shown(beta) == ["Ciclón"]
    alfa.avisos.unpublish()
    for cache in caches.all():
        cache.clear()
    # Without a section of its own, the portal links to the province.
    assert shown(alfa)[0] == "Ciclón"
    [url] = {url for url in links(alfa.get(), within=BANNER).values() if "ciclon" in url}
    assert url == f"{provincia.url}/avisos/ciclon/"


def test_the_most_severe_is_read_first_and_the_rest_by_a_link(alfa):
    for number, nivel in enumerate([1, 4, 2, 3, 1]):
        make_aviso(alfa, f"Aviso {number}", nivel=nivel)
    assert shown(alfa) == ["Aviso 1", "Aviso 3", "Aviso 2"]
    assert links(alfa.get(), within=BANNER)["Hay otros 2 avisos vigentes"] == "/avisos/"


def test_it_opens_without_script_and_speaks_without_colour(alfa):
    make_aviso(alfa, "Evacúe ya", nivel=4, fase="alarma", sin_fin="Hasta nueva nota")
    make_aviso(alfa, "Mañana no hay agua", nivel=1, tipo="agua")
    banner = soup(alfa.get()).select_one(BANNER)
    # A landmark with a name, before the header and the content.
    assert banner.find("h2", id=banner["aria-labelledby"]).get_text() == "Avisos vigentes"
    assert banner.find_next("header").find_next("main") is not None
    first, second = banner.select(".aviso")
    # Both are shown in full, and an emergency cannot be folded.
    assert (first.name, second.name) == ("div", "details")
    assert second.has_attr("open")
    assert "Emergencia · Fase de alarma: Evacúe ya" in " ".join(first.get_text().split())
    assert "Información: Mañana no hay agua" in " ".join(second.summary.get_text().split())
    icons = [tag.select_one("use")["xlink:href"].partition("#")[2] for tag in (first, second)]
    assert icons == ["emergencia", "informacion"]
    assert "Hasta nueva nota" in first.get_text()


def test_above_other_pages_there_is_one_line(alfa):
    for number, nivel in enumerate([2, 4, 1]):
        make_aviso(alfa, f"Aviso {number}", nivel=nivel, fase="alarma", simulacro=nivel == 2)
    page = alfa.get("/tramites/")
    [aviso] = soup(page).select(f"{BANNER} .aviso")
    assert not aviso.has_attr("open")
    assert " ".join(aviso.summary.get_text().split()) == (
        "Emergencia: Aviso 1 +2. Hay otros 2 avisos vigentes"
    )
    assert links(page, within=BANNER)["Hay otros 2 avisos vigentes"] == "/avisos/"


# --- What may not appear -----------------------------------------------------------


def test_neither_drafts_nor_private_ended_or_coming_ones_appear(alfa, pages, now):
    make_aviso(alfa, "Borrador", live=False)
    make_private(make_aviso(alfa, "Privado"))
    make_aviso(alfa, "Terminado", go_live_at=now - 2 * HOUR, termina=now - HOUR)
    make_aviso(alfa, "Por venir", go_live_at=now + HOUR)
    for path in pages:
        assert shown(alfa, path) == [], path
    for slug in ("borrador", "por-venir"):
        assert alfa.get(f"/avisos/{slug}/").status_code == 404
    words = text(alfa.get("/avisos/"))
    assert "Terminado" in words
    for title in ("Borrador", "Privado", "Por venir"):
        assert title not in words


def test_those_of_a_private_section_appear_nowhere(provincia, alfa):
    make_aviso(provincia, "Reservado", alcance="todos")
    make_private(provincia.avisos)
    assert shown(alfa) == shown(provincia) == []
    assert alfa.get("/avisos/provincia/reservado/").status_code == 404


# --- On time -----------------------------------------------------------------------


def test_it_is_gone_on_time_though_nobody_does_anything(alfa, now, monkeypatch):
    aviso = make_aviso(alfa, "Hasta las doce", termina=now + HOUR)
    assert shown(alfa) == ["Hasta las doce"]
    # The other caches are still full; only the page cache has expired.
    forget_pages()
    monkeypatch.setattr(timezone, "now", lambda: now + 2 * HOUR)
    assert shown(alfa) == []
    assert AvisoPage.objects.get(pk=aviso.pk).live


def test_the_scheduler_begins_it_and_shows_it_at_once(alfa, now, committed):
    aviso = make_aviso(alfa, "Desde ahora", go_live_at=now + HOUR)
    assert shown(alfa) == []
    _let_time_pass(aviso, now)
    with committed():
        call_command("publish_scheduled", verbosity=0)
    assert shown(alfa) == ["Desde ahora"]


def test_a_late_scheduler_publishes_nothing_that_has_ended(alfa, now, committed):
    aviso = make_aviso(alfa, "Llegó tarde", go_live_at=now + HOUR, termina=now + 2 * HOUR)
    _let_time_pass(aviso, now, termina=now - HOUR)
    for _round in range(2):
        with committed():
            call_command("publish_scheduled", verbosity=0)
    aviso.refresh_from_db()
    assert not aviso.live
    assert "Llegó tarde" not in text(alfa.get("/avisos/"))
    assert not aviso.revisions.exclude(approved_go_live_at=None).exists()


def _let_time_pass(aviso, now, **times):
    """Move the scheduled revision to the past, as when the scheduler runs late."""
    revision = aviso.get_latest_revision()
    for name, moment in {"go_live_at": now - 2 * HOUR, **times}.items():
        revision.content[name] = moment.isoformat()
    revision.approved_go_live_at = now - 2 * HOUR
    revision.save()


# --- Languages, budgets --------------------------------------------------------------


def test_a_reader_of_english_is_warned_in_spanish_rather_than_not_at_all(provincia, alfa):
    publish_in_english(alfa)
    make_aviso(alfa, "Evacúe ya", nivel=4)
    make_aviso(provincia, "Ciclón", alcance="todos")
    banner = soup(alfa.get("/en/")).select_one(BANNER)
    assert [tag["lang"] for tag in banner.select(".aviso-linea [lang]")] == ["es-CU", "es-CU"]


@pytest.mark.parametrize("path", ["/", "/tramites/permiso/", "/noticias/una-noticia/"])
def test_pages_with_avisos_keep_their_budget(provincia, alfa, pages, path):
    make_tramite(provincia, "Permiso", requisitos=[{"texto": "Uno"}])
    for number in range(4):
        make_aviso(provincia, f"De la provincia {number}", alcance="todos")
        make_aviso(alfa, f"De Alfa {number}")
    alfa.get(path)
    cold = queries(alfa, path)
    assert len(cold) <= COLD, told(cold)
    queries(alfa, path)
    warm = queries(alfa, path, warm=True)
    assert len(warm) <= WARM, told(warm)
    assert not any("avisos_" in query for query in warm), told(warm)
    assert not queries_again(alfa, path)


def test_the_banner_is_light(alfa):
    for number in range(5):
        make_aviso(alfa, f"Aviso {number} " + "con un título largo " * 4, resumen="Qué pasa. " * 30)
    banner = soup(alfa.get()).select_one(BANNER)
    assert len(str(banner).encode()) < 6000
