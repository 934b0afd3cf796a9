"""A page without an image is shared with a generated card; every page has all its tags."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from base.models import PortalSettings
from identidad.acentos import CLAROS
from tests.factories import (
    get_categoria,
    make_aviso,
    make_entidad,
    make_evento,
    make_image,
    make_noticia,
    make_page,
    make_private,
    make_tramite,
    publish,
    publish_in_english,
)
from tests.reading import filled_form, meta, rel, soup

from .tarjetas import SIZE, card_path, differ, drawing, shows

LONG = "¿Qué hacer «antes, durante y después»? ¡Atención: ríos, ñames y pingüinos al 50 %! " * 3


@pytest.fixture
def every_kind(alfa):
    """Return {path: title} with a page of each kind that can be shared."""
    make_noticia(alfa, "Noticia", categoria=get_categoria("cultura"))
    make_evento(alfa, "Evento", date(2030, 1, 5))
    make_page(alfa, "Página")
    make_entidad(alfa, "Entidad")
    make_tramite(alfa, "Trámite")
    make_aviso(alfa, "Aviso")
    return {
        "/": "Portal del Ciudadano de Alfa",
        "/noticias/": "Noticias",
        "/noticias/noticia/": "Noticia",
        "/agenda/": "Agenda",
        "/agenda/evento/": "Evento",
        "/pagina/": "Página",
        "/directorio/": "Directorio",
        "/directorio/entidad/": "Entidad",
        "/tramites/": "Trámites y servicios",
        "/tramites/tramite/": "Trámite",
        "/avisos/": "Avisos",
        "/avisos/aviso/": "Aviso",
    }


def test_every_kind_of_page_has_its_card_and_all_its_tags(alfa, every_kind):
    seen = {}
    for path, title in every_kind.items():
        response = alfa.get(path)
        tags = {
            name: meta(response, name)
            for name in (
                "og:title",
                "og:url",
                "og:site_name",
                "og:locale",
                "og:type",
                "og:description",
                "og:image",
                "og:image:width",
                "og:image:height",
                "og:image:type",
                "og:image:alt",
                "twitter:card",
                "twitter:title",
                "twitter:description",
                "twitter:image",
                "twitter:image:alt",
            )
        }
        assert all(tags.values()), f"{path}: {tags}"
        assert tags["og:title"] == tags["twitter:title"] == title
        assert tags["og:url"] == f"{alfa.url}{path}"
        assert tags["og:description"] == tags["twitter:description"]
        assert tags["og:image"] == tags["twitter:image"]
        assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
        assert tags["og:image:type"] == "image/png"
        assert tags["og:image:alt"] == tags["twitter:image:alt"]
        assert tags["og:image:alt"].startswith(title)
        assert tags["og:image:alt"].endswith("Portal del Ciudadano de Alfa")
        assert tags["twitter:card"] == "summary_large_image"
        seen[path] = drawing(alfa, path)
    pictures = list(seen.values())
    for number, picture in enumerate(pictures):
        assert all(differ(picture, other) for other in pictures[:number])


def test_an_article_says_since_when_and_of_what_it_is(alfa, every_kind):
    news = alfa.get("/noticias/noticia/")
    assert meta(news, "article:published_time") == "2026-11-24"
    assert datetime.fromisoformat(meta(news, "article:modified_time")).utcoffset() is not None
    assert meta(news, "article:section") == "Cultura"
    aviso = alfa.get("/avisos/aviso/")
    assert meta(aviso, "og:type") == "article"
    assert datetime.fromisoformat(meta(aviso, "article:published_time")).utcoffset() is not None
    assert meta(aviso, "article:section") == "Ciclón"
    assert meta(alfa.get("/pagina/"), "article:published_time") is None


def test_a_page_with_an_image_is_shared_with_it(alfa):
    image = make_image("Fachada", size=(1600, 900), description="La fachada")
    make_page(alfa, "Con imagen", imagen_portada=image)
    make_page(alfa, "Sin palabras", imagen_portada=make_image("Otra", size=(1600, 900)))
    response = alfa.get("/con-imagen/")
    assert meta(response, "og:image").startswith(f"{alfa.url}/media/")
    assert (meta(response, "og:image:type"), meta(response, "og:image:alt")) == (
        "image/jpeg",
        "La fachada",
    )
    name = urlsplit(meta(response, "og:image")).path.removeprefix(settings.MEDIA_URL)
    with default_storage.open(name) as file, Image.open(file) as sent:
        assert (sent.format, sent.size) == ("JPEG", SIZE)
    assert meta(alfa.get("/sin-palabras/"), "og:image:alt") == "Sin palabras"


def test_what_is_not_to_be_found_has_no_card(alfa):
    for path in ("/buscar/?q=nada", "/mapa/", "/no-existe/"):
        response = alfa.get(path)
        assert meta(response, "og:image") is None
        assert meta(response, "robots") == "noindex"


# --- What the card shows -----------------------------------------------------------


def test_it_shows_the_title_as_it_is_now(alfa, committed):
    page = make_page(alfa, "Contactos")
    address, picture = card_path(alfa, "/contactos/"), drawing(alfa, "/contactos/")
    page.title = "Contactos y teléfonos"
    with committed():
        publish(page)
    assert card_path(alfa, "/contactos/") != address
    assert differ(drawing(alfa, "/contactos/"), picture)
    assert alfa.get(address).status_code == 404


def test_the_day_of_an_event_and_the_end_of_an_aviso_change_it(alfa, committed):
    event = make_evento(alfa, "Concierto", date(2030, 1, 5))
    aviso = make_aviso(alfa, "Lluvias")
    before = [card_path(alfa, path) for path in ("/agenda/concierto/", "/avisos/lluvias/")]
    event.empieza_el, aviso.termina = date(2030, 1, 6), timezone.now() + timedelta(days=2)
    with committed():
        publish(event)
        publish(aviso)
    after = [card_path(alfa, path) for path in ("/agenda/concierto/", "/avisos/lluvias/")]
    assert not set(before) & set(after)


@pytest.mark.parametrize("accent", CLAROS)
def test_it_wears_the_colour_of_its_portal(alfa, accent):
    PortalSettings.objects.filter(slug="alfa").update(acento=accent)
    sheet = Path(settings.BASE_DIR, "static_src", "css", "portal.css").read_text(encoding="utf-8")
    [colour] = re.findall(rf'\[data-acento="{accent}"\] {{ --claro: (#\w+)', sheet)
    assert shows(drawing(alfa, "/noticias/"), (600, 620), colour)


def test_it_carries_the_shield_of_its_portal(alfa, committed):
    datos = PortalSettings.objects.get(slug="alfa")
    datos.escudo = make_image("Escudo", size=(300, 400))
    with committed():
        datos.save()
    assert shows(drawing(alfa, "/noticias/"), (110, 100), "#336699")


@pytest.mark.parametrize(
    "title",
    [
        "Sí",
        LONG[:250],
        "https://www.ejemplo.cu/" + "direccion/" * 20,
        "🎉🔥👨‍👩‍👧",
        "Фестиваль № 5 → 2026 🎉",
        "مهرجان",
    ],
)
def test_whatever_the_title_is_made_of(alfa, title):
    make_page(alfa, title, slug="rara")
    picture = drawing(alfa, "/rara/")
    edges = [picture.crop(box) for box in ((0, 0, 70, 480), (1130, 0, 1200, 480))]
    assert all(len(edge.getcolors()) == 1 for edge in edges), "something runs out of the card"


def test_what_the_letters_lack_leaves_no_boxes(alfa):
    make_page(alfa, "Fiesta № 5", slug="una")
    make_page(alfa, "🎉 Fiesta 🔥 No 5 👨‍👩‍👧", slug="otra")
    assert not differ(drawing(alfa, "/una/"), drawing(alfa, "/otra/"))


def test_in_english_it_speaks_english(alfa):
    publish_in_english(alfa, title="Citizen portal of Alfa")
    response = alfa.get("/en/")
    assert meta(response, "og:image:alt") == "Citizen portal of Alfa"
    assert differ(drawing(alfa, "/en/"), drawing(alfa, "/"))


# --- Who can get it ----------------------------------------------------------------


def test_only_what_anyone_may_read_here_has_a_card(alfa, beta, committed):
    page = make_page(alfa, "Contactos")
    address = card_path(alfa, "/contactos/")
    assert alfa.get(address).status_code == 200
    assert beta.get(address).status_code == 404
    assert alfa.get(re.sub(r"-\w+\.png", "-00000000.png", address)).status_code == 404
    assert alfa.get(f"/tarjeta/{10**30}-00000000.png").status_code == 404
    assert alfa.get("/tarjeta/1-00000000.png").status_code == 404
    with committed():
        restriction = make_private(page)
    assert alfa.get(address).status_code == 404
    with committed():
        restriction.delete()
    assert alfa.get(address).status_code == 200
    with committed():
        page.unpublish()
    assert alfa.get(address).status_code == 404


@pytest.fixture
def of_the_province(provincia, alfa):
    """{path in the portal of the province: path in Alfa} of pages of the province."""
    make_aviso(provincia, "Huracán", alcance="todos")
    make_entidad(provincia, "Aguas", municipios=[alfa])
    make_tramite(provincia, "Pasaporte")
    return {
        "/avisos/huracan/": "/avisos/provincia/huracan/",
        "/directorio/aguas/": "/directorio/provincia/aguas/",
        "/tramites/pasaporte/": "/tramites/pasaporte/",
    }


def test_what_is_shared_leads_to_the_portal_in_which_it_was_read(of_the_province, provincia, alfa):
    for own, here in of_the_province.items():
        response = alfa.get(here)
        assert meta(response, "og:url") == f"{alfa.url}{here}"
        shared = {
            value
            for a in soup(response).select(".compartir a")
            for values in parse_qs(urlsplit(a["href"]).query).values()
            for value in values
        }
        assert any(f"{alfa.url}{here}" in value for value in shared)
        assert not any(f"{provincia.url}{own}" in value for value in shared)
        assert rel(response, "canonical") == [f"{provincia.url}{own}"]


def test_what_the_province_writes_has_the_card_of_the_portal_in_which_it_is_read(
    of_the_province, provincia, alfa, beta
):
    for own, here in of_the_province.items():
        card = card_path(alfa, here)
        assert card != card_path(provincia, own)
        assert alfa.get(card).status_code == 200
        assert provincia.get(card).status_code == 404  # this card belongs to Alfa
    card = card_path(alfa, "/directorio/provincia/aguas/")
    assert beta.get(card).status_code == 404


def test_it_may_be_kept_for_ever_and_is_asked_for_once(alfa):
    address = card_path(alfa, "/noticias/")
    response = alfa.get(address, **{"accept-encoding": "gzip"})
    assert int(response["Content-Length"]) == len(b"".join(response))
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Cookie" not in response.get("Vary", "")
    again = alfa.get(address, **{"if-none-match": response["ETag"]})
    assert again.status_code == 304
    head = alfa.browser().head(address)
    assert (head.status_code, b"".join(head)) == (200, b"")
    assert int(head["Content-Length"]) > 1000
    assert alfa.browser().post(address).status_code == 405


def test_invented_queries_fill_no_cache(alfa):
    address = card_path(alfa, "/noticias/")
    alfa.get(address)
    kept = len(caches["pages"]._cache), len(caches["tarjetas"]._cache)
    for number in range(3):
        alfa.get(address, {"x": number})
    assert (len(caches["pages"]._cache), len(caches["tarjetas"]._cache)) == kept


def test_it_costs_few_queries(alfa):
    address = card_path(alfa, "/noticias/")
    for alias in caches:
        caches[alias].clear()
    with CaptureQueriesContext(connection) as cold:
        alfa.get(address)
    with CaptureQueriesContext(connection) as warm:
        alfa.get(address)
    assert len(cold) <= 6, [query["sql"] for query in cold.captured_queries]
    assert len(warm) <= 3, [query["sql"] for query in warm.captured_queries]


def test_a_page_that_is_not_saved_yet_is_previewed_without_one(as_editor, alfa):
    args = ["home", "standardpage", alfa.home.pk]
    form = as_editor.get(reverse("wagtailadmin_pages:add", args=args))
    data = filled_form(form, streams=["cuerpo"], title="Nueva", slug="nueva", resumen="Una página")
    url = reverse("wagtailadmin_pages:preview_on_add", args=args)
    assert as_editor.post(url, data).json()["is_valid"]
    response = as_editor.get(url, {"mode": ""})
    assert meta(response, "og:title") == "Nueva"
    assert meta(response, "og:image") is None
