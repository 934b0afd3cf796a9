"""A page makes a fixed number of queries, however much content there is."""

from collections import Counter
from contextlib import contextmanager
from datetime import date
from operator import gt

import pytest
from django.core.cache import caches
from django.db import connection
from django.db.models.sql.query import Query
from django.template.base import Node
from django.test.utils import CaptureQueriesContext

from home.models import HomePage
from noticias.models import NoticiaPage
from search.indice import indexed_at_once
from tests.budgets import COLD, WARM, forget_pages, queries, told
from tests.factories import (
    compose,
    featured,
    get_categoria,
    get_tipo,
    link_list,
    make_aviso,
    make_document,
    make_entidad,
    make_evento,
    make_image,
    make_noticia,
    make_page,
    make_tramite,
    picture_with_text,
    publish,
    put_first,
)
from tests.reading import text
from tests.traducir import translate_one_of_each_kind

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

# The most that a warm page may cost: its parts are kept, the page itself is not. No figure depends
# on the machine; each is as measured. The aim is 10 clauses, 2 queries and 2 round trips.
# Clauses are conditions of queries that Django builds (``Query.build_filter``), whether it asks
# with them or not; trips are calls of any cache; nodes are those that templates render.
COSTS = {
    # path: (clauses, queries, trips, nodes)
    "/": (1, 1, 2, 293),
    "/noticias/": (1, 1, 2, 249),
    "/noticias/con-todo/": (9, 2, 2, 256),
    "/noticias/noticia-1/": (7, 1, 2, 247),
    "/agenda/": (1, 1, 2, 200),
    "/agenda/evento-1/": (10, 2, 2, 195),
    "/servicios/": (9, 2, 2, 195),
    "/servicios/pagina-1/": (6, 3, 2, 185),
    "/tramites/": (1, 1, 2, 190),
    "/tramites/un-tramite/": (7, 1, 2, 227),
    "/directorio/": (1, 1, 2, 237),
    "/directorio/entidad-1/": (7, 1, 2, 195),
    "/avisos/": (1, 1, 2, 180),
    "/avisos/un-aviso/": (7, 1, 2, 201),
    "/transparencia/": (1, 1, 2, 197),
    "/buscar/?q=noticia": (8, 2, 3, 284),
    "/buscar/?q=oficina": (8, 2, 3, 168),
    "/buscar/": (0, 0, 2, 139),
    "/mapa/": (0, 0, 2, 154),
    "/no-existe/": (7, 3, 3, 115),
    "/sitemap.xml": (9, 2, 2, 178),
    "/noticias/rss/": (11, 3, 4, 0),
    "/agenda/ics/": (13, 2, 4, 0),
}


def rich_body(portal, image):
    """Return a body with every block and link that may need more queries."""
    photo = {"imagen": image, "pie": ""}
    link = f'<a linktype="page" id="{portal.noticias.pk}">las noticias</a>'
    return [
        ("imagen", photo),
        ("texto", f"<p>Vea {link} y <a linktype='page' id='{portal.home.pk}'>la portada</a></p>"),
        ("galeria", {"titulo": "", "fotos": [photo, photo]}),
        ("texto", f"<p>Otra vez {link}</p>"),
    ]


@indexed_at_once()
def fill(portal, numbers):
    """Add a news item, a page, an entity, two events and a quick link for each of ``numbers``."""
    if portal.get("/servicios/").status_code != 200:
        make_page(portal, "Servicios", show_in_menus=True)
    section = portal.home.get_children().get(slug="servicios")
    for number in numbers:
        image = make_image(f"Foto {portal.slug} {number}", description="Una foto")
        make_noticia(
            portal,
            f"Noticia {number}",
            fecha=date(2026, 11 - number % 3, 1 + number),
            categoria=get_categoria(["cultura", "deporte", "salud"][number % 3]),
            imagen_portada=image,
            compartir_con_provincia=True,
            cuerpo=rich_body(portal, image),
        )
        make_page(portal, f"Página {number}", parent=section, imagen_portada=image)
        entidad = make_entidad(portal, f"Entidad {number}")
        for title, day in (("Evento", date(2030, 1, number)), ("Ya pasó", date(2020, 1, number))):
            make_evento(portal, f"{title} {number}", day, imagen_portada=image, entidad=entidad)
    home = HomePage.objects.get(pk=portal.home.pk)
    pages = section.get_children().order_by("path")[:8]
    home.accesos = HomePage._meta.get_field("accesos").to_python(
        [{"type": "acceso", "value": {"pagina": page.pk, "texto": ""}} for page in pages]
    )
    publish(home)


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
        # All that these two show is cached.
        assert warm or path in ("/buscar/", "/mapa/"), (
            f"{path} came out of the page cache: nothing was measured"
        )
        if len(warm) > WARM:
            over.append(f"{path} with warm caches: {told(warm)}")
    assert not over, "\n\n".join(over)


def fill_with_one_of_each(portal):
    image = make_image("Rica", description="Una foto")
    document, entidad = make_document(), make_entidad(portal, "Oficina")
    make_tramite(portal, "Un trámite", entidad=entidad, requisitos=[{"texto": "Carné"}])
    make_aviso(portal, "Un aviso", instrucciones=[("", "Quédese en casa")])
    body = [
        *rich_body(portal, image),
        ("documentos", {"titulo": "", "documentos": [document]}),
        ("texto", f'<p><a linktype="document" id="{document.pk}">El acta</a></p>'),
        ("contacto", {"entidad": entidad}),
    ]
    make_noticia(portal, "Con todo", imagen_portada=image, cuerpo=body)


@contextmanager
def counting(monkeypatch):
    """Count what :data:`COSTS` has, but for the queries; also name each round trip."""
    costs, inside, trips = Counter(), [], []

    def counted(owner, name, of):
        original = getattr(owner, name)

        def call(*args, **kwargs):
            # A cache that calls itself makes one round trip.
            if of == "trips" and inside:
                return original(*args, **kwargs)
            costs[of] += 1
            if of == "trips":
                inside.append(of)
                trips.append(f"{name} {args[1:] or kwargs}"[:80])
            try:
                return original(*args, **kwargs)
            finally:
                inside.pop() if of == "trips" else None

        patch.setattr(owner, name, call)

    with monkeypatch.context() as patch:
        counted(Query, "build_filter", "clauses")
        counted(Node, "render_annotated", "nodes")
        for backend in {type(caches[alias]) for alias in caches}:
            for name in ("get", "get_many", "set", "set_many", "add", "incr", "touch", "delete"):
                counted(backend, name, "trips")
        yield costs, trips


def test_a_warm_page_costs_no_more_than_it_did(filled, monkeypatch):
    """Building a filter costs more than reading the cache; it once took half the time of a page."""
    portal = filled.alfa
    fill_with_one_of_each(portal)
    for alias in caches:
        caches[alias].clear()
    over = {}
    for path, most in COSTS.items():
        portal.get(path)
        forget_pages()
        with (
            counting(monkeypatch) as (costs, trips),
            CaptureQueriesContext(connection) as asked,
        ):
            response = portal.get(path)
        assert response.status_code == (404 if path == "/no-existe/" else 200), path
        found = (costs["clauses"], len(asked), costs["trips"], costs["nodes"])
        if any(map(gt, found, most)):
            over[path] = f"{found} instead of {most}: {'; '.join(trips)}"
    assert not over, "\n".join(f"{path} {said}" for path, said in over.items())


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
    put_first(portal, *(make_tramite(portal, title, eventos=["nacer"]) for title in titles))
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
        *(link_list(f"Sitios {number}", *pages) for number in numbers),
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
