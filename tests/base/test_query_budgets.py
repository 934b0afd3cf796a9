"""A page makes a fixed number of queries, however much content there is."""

import pytest

from home.models import HomePage
from noticias.models import NoticiaPage
from tests.budgets import COLD, WARM, queries, told
from tests.factories import (
    compose,
    featured,
    get_tipo,
    link_list,
    make_aviso,
    make_entidad,
    make_tramite,
    picture_with_text,
    put_first,
)
from tests.reading import text
from tests.traducir import translate_one_of_each_kind

from .contenido import fill

# One process creates the content for all these tests.
pytestmark = [pytest.mark.on_both_databases, pytest.mark.xdist_group("query budgets")]

PATHS = [
    "/",
    "/noticias/",
    "/noticias/2026/11/",
    "/noticias/categoria/cultura/",
    "/noticias/noticia-1/",
    "/servicios/",
    "/servicios/pagina-1/",
    "/buscar/?q=noticia",
    "/buscar/",
    "/mapa/",
    "/no-existe/",
    "/sitemap.xml",
    "/noticias/rss/",
    "/noticias/atom/",
    "/noticias/json/",
    "/agenda/",
    "/agenda/pasados/",
    "/agenda/evento-1/",
    "/agenda/ics/",
]
# All that these show comes from the caches of their parts, without a query.
ALL_KEPT = ("/buscar/", "/mapa/", "/noticias/rss/", "/agenda/ics/")


@pytest.fixture(scope="module")
def _filled(once):
    once(_fill_all)


def _fill_all(portales):
    for portal in portales:
        fill(portal, range(1, 4))
        for path in PATHS:
            portal.get(path)  # makes the renditions, as only the very first visit does


@pytest.fixture
def filled(_filled, portales):
    return portales


@pytest.mark.parametrize("slug", ["provincia", "alfa"])
def test_every_page_keeps_its_budget(filled, slug):
    portal = getattr(filled, slug)
    over = []
    for path in PATHS:
        cold = queries(portal, path)
        if len(cold) > COLD:
            over.append(f"{path} with cold caches: {told(cold)}")
        portal.get("/noticias/?page=2")
        warm = queries(portal, path, warm=True)
        assert warm or path in ALL_KEPT, f"{path} came out of the page cache: nothing was measured"
        if len(warm) > WARM:
            over.append(f"{path} with warm caches: {told(warm)}")
    assert not over, "\n\n".join(over)


def test_the_host_of_a_portal_is_known_without_asking_again(filled):
    portal = filled.alfa
    portal.get()
    warm = queries(portal, "/", warm=True)
    assert not [query for query in warm if "FROM wagtailcore_site" in query.replace('"', "")]


def compose_of_everything(portal, numbers):
    """Put every block on the front page, with an object chosen by hand for each of ``numbers``.

    Every block has something to show.
    """
    image = NoticiaPage.objects.child_of(portal.noticias).first().imagen_portada
    noticias = [portal.noticias.get_children().get(slug=f"noticia-{number}") for number in numbers]
    pages = portal.home.get_children().get(slug="servicios").get_children()
    size = len(numbers)
    titles = [f"Trámite {size}-{number}" for number in numbers]
    suspended = {"estado": "suspendido", "estado_motivo": "No hay papel"}
    tramites = [make_tramite(portal, title, eventos=["nacer"], **suspended) for title in titles]
    put_first(portal, *tramites)
    phone = {"tipo": get_tipo("emergencias"), "contactos": [("telefono", "105")]}
    make_entidad(portal, f"Bomberos {size}", **phone)
    make_aviso(portal, f"Ciclón {size}")
    compose(
        portal,
        featured(*noticias),
        "noticias",
        "tramites",
        "directorio",
        "avisos",
        "agenda",
        *(picture_with_text(image, page.title, linking(page)) for page in pages[:size]),
        *(link_list(f"Sitios {number}", *pages, *tramites) for number in numbers),
        "portales",
        *(["compartidas"] if portal.slug == "provincia" else []),
    )


@pytest.mark.parametrize("slug", ["provincia", "alfa"])
def test_a_front_page_with_every_block_is_as_cheap_in_english(filled, slug):
    portal = getattr(filled, slug)
    compose_of_everything(portal, [1, 2])
    translate_one_of_each_kind(HomePage.objects.get(pk=portal.home.pk))
    assert portal.get("/en/").status_code == 200
    cold = queries(portal, "/en/")
    warm = queries(portal, "/en/", warm=True)
    assert warm
    assert len(warm) <= WARM, told(warm)
    assert len(cold) <= COLD, told(cold)


def linking(page):
    return f'<p>Vea <a linktype="page" id="{page.pk}">la página</a></p>'


@pytest.mark.parametrize("slug", ["provincia", "alfa"])
def test_a_front_page_with_every_block_stays_cheap_and_costs_the_same_with_more(filled, slug):
    """All blocks together keep the budget of any page, also with empty caches."""
    portal = getattr(filled, slug)
    compose_of_everything(portal, [1])
    cold = queries(portal, "/")
    portal.get("/noticias/?page=2")
    warm = queries(portal, "/", warm=True)
    assert warm
    assert len(warm) <= WARM, told(warm)

    assert len(cold) <= COLD, told(cold)
    compose_of_everything(portal, [1, 2, 3])
    after = queries(portal, "/")
    assert len(after) == len(cold), f"{told(cold)}\n{told(after)}"


@pytest.mark.parametrize("slug", ["provincia", "alfa"])
def test_three_more_of_everything_cost_no_more_queries(filled, slug):
    portal = getattr(filled, slug)
    before = {path: queries(portal, path) for path in PATHS}
    for each in filled:
        fill(each, range(4, 7))
        for path in PATHS:
            each.get(path)
    assert "Noticia 6" in text(portal.get("/noticias/"))
    for path in PATHS:
        after = queries(portal, path)
        assert len(after) == len(before[path]), f"{path}\n{told(before[path])}\n{told(after)}"
