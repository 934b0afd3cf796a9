"""One page as a file of its own: all of its text, nothing to load, nothing that passes."""

import pytest

from directorio.models import EntidadPage
from tests.factories import publish
from tests.reading import links, soup, soup_of

from .copia import OUTSIDE, fill

ENTIDAD, TRAMITE = "directorio/registro-civil", "tramites/certificacion-de-nacimiento"
_LOADED = "script, link, img, picture, source, iframe, svg, form, [src], [srcset]"


pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture(scope="module")
def world(once):
    once(fill)


@pytest.fixture
def file(alfa):
    """Return a function that gives the file that the page at a path offers."""

    def download(path):
        page = alfa.get(f"/{path}/")
        return alfa.get(links(page, within=".compartir")["Guardar en un archivo"])

    return download


def test_it_has_the_text_of_the_page_and_needs_nothing_else(file, alfa):
    response = file(ENTIDAD)
    assert response["Content-Disposition"] == 'attachment; filename="registro-civil.html"'
    page = soup(response)
    assert page.h1.get_text(strip=True) == "Registro Civil"
    assert "22 651234" in page.main.get_text()
    assert page.select(_LOADED) == []
    assert "Así estaba el" in page.get_text()
    assert page.select_one(f'a[href="{alfa.url}/{ENTIDAD}/"]')
    assert response["X-Robots-Tag"] == "noindex"
    assert len(response.content) < 8_000


def test_it_does_not_say_what_was_true_at_that_hour_only(file, alfa, clock):
    clock.shows("2026-11-24T11:50:00")
    assert "Abierto ahora" in alfa.get(f"/{ENTIDAD}/").content.decode()
    assert "ahora" not in soup(file(ENTIDAD)).main.get_text().lower()


def test_its_links_lead_to_the_portal(file, alfa):
    for path in (ENTIDAD, TRAMITE, "carne-de-identidad"):
        for a in soup(file(path)).select("a[href]"):
            assert a["href"].startswith((f"{alfa.url}/", "tel:", "#", OUTSIDE, "http://")), a
            assert not a["href"].startswith("/")


def test_what_the_province_does_is_told_as_in_the_portal_in_which_it_was_read(file, alfa):
    response = file(TRAMITE)
    assert alfa.url in soup_of(response.content.decode()).get_text()


def test_a_page_in_english_is_told_in_english(alfa):
    page = soup(alfa.get("/archivo/en.html"))
    assert page.html["lang"] == "en"
    assert "This is how it was" in page.get_text()


@pytest.mark.parametrize(
    "path",
    [
        *("no-existe", "reservada", "borrador-secreto", "admin", "admin/login", "historia-de-beta"),
        *(
            "atencion/escribir/queja",
            "sitemap.xml",
            "noticias/rss",
            "%2e%2e/admin",
        ),
    ],
)
def test_what_is_no_page_that_everybody_reads_is_not_there(alfa, path):
    response = alfa.get(f"/archivo/{path}.html")
    assert response.status_code == 404
    assert "Content-Disposition" not in response


def test_it_changes_with_the_page(alfa, committed):
    address = f"/archivo/{ENTIDAD}.html"
    assert "22 651234" in alfa.get(address).content.decode()
    page = EntidadPage.objects.child_of(alfa.directorio).get(slug="registro-civil")
    page.title = "Registro del Estado Civil"
    with committed():
        publish(page)
    assert "Registro del Estado Civil" in alfa.get(address).content.decode()
    with committed():
        page.unpublish()
    assert alfa.get(address).status_code == 404
