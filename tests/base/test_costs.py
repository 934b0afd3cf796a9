"""A warm page costs what it shows: nothing is built that the caches already have."""

from operator import gt

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import HomePage
from tests.budgets import counting, forget_pages
from tests.traducir import translate_one_of_each_kind

from .contenido import fill, fill_transparency, fill_with_one_of_each

pytestmark = [pytest.mark.on_both_databases, pytest.mark.xdist_group("costs of pages")]

# The most that a warm page may cost: its parts are kept, the page itself is not. No figure depends
# on the machine; each is as measured. The aim is 10 clauses, 2 queries and 2 round trips.
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
    "/directorio/": (1, 1, 2, 250),
    "/directorio/entidad-1/": (7, 1, 2, 195),
    "/avisos/": (1, 1, 2, 180),
    "/avisos/un-aviso/": (7, 1, 2, 201),
    "/transparencia/": (1, 1, 2, 257),
    "/buscar/?q=noticia": (0, 1, 3, 284),
    "/buscar/?q=oficina": (0, 1, 3, 168),
    "/buscar/": (0, 0, 2, 139),
    "/mapa/": (0, 0, 2, 154),
    "/no-existe/": (4, 2, 3, 116),
    "/sitemap.xml": (9, 2, 2, 269),
    "/noticias/rss/": (0, 0, 2, 0),
    "/agenda/ics/": (0, 0, 2, 0),
    # The sections that tell of the Government, and what it answers.
    "/transparencia/documentos/": (2, 2, 2, 221),
    "/transparencia/documentos/?anio=2026": (2, 2, 2, 241),
    "/transparencia/documentos/rss/": (0, 0, 2, 0),
    "/transparencia/documento-propio/": (4, 2, 2, 187),
    "/transparencia/normas/": (2, 2, 2, 267),
    "/transparencia/normas/?estado=vigente": (2, 2, 2, 270),
    "/transparencia/acuerdo-nuevo/": (4, 2, 2, 216),
    "/transparencia/indicadores/": (2, 2, 2, 224),
    "/transparencia/indicadores/?estado=cumplido": (2, 2, 2, 227),
    "/directorio/acueducto/": (7, 1, 2, 279),
    "/directorio/acueducto/cobertura-de-agua/": (5, 3, 2, 303),
    "/directorio/acueducto/documento-ajeno/": (4, 2, 2, 190),
    "/transparencia/planteamientos/": (4, 2, 2, 544),
    "/transparencia/planteamientos/lista/": (4, 2, 2, 246),
    "/transparencia/planteamientos/lista/?estado=pendiente": (4, 2, 2, 249),
    "/transparencia/planteamientos/un-salidero/": (8, 4, 2, 197),
    "/transparencia/planteamientos/informe-2/": (9, 5, 2, 422),
    "/transparencia/ley-168/": (2, 2, 2, 323),
    "/transparencia/ley-168/?estado=publicado": (2, 2, 2, 305),
    "/transparencia/lo-que-se-publica/": (4, 2, 2, 396),
    "/transparencia/presencia/": (7, 3, 4, 383),
    "/transparencia/datos/": (2, 2, 2, 262),
    "/gobierno/": (1, 1, 2, 204),
    "/gobierno/acuerdos/": (2, 2, 2, 214),
    "/gobierno/acuerdos/?estado=vencido": (2, 2, 2, 217),
    "/gobierno/delegados/": (2, 2, 2, 161),
    "/gobierno/delegados/?q=calle+4": (11, 4, 2, 182),
    "/gobierno/asamblea/": (6, 4, 2, 218),
    "/gobierno/asamblea/primera-sesion/": (8, 4, 2, 220),
    "/gobierno/micro-7/": (6, 4, 2, 197),
    "/atencion/": (1, 1, 2, 198),
    "/atencion/como-respondemos/": (5, 2, 4, 142),
    "/atencion/seguimiento/": (0, 0, 1, 211),
    "/consultas/": (1, 1, 2, 158),
    "/consultas/el-parque/": (4, 2, 1, 400),
    "/consultas/el-agua/": (4, 2, 2, 165),
    # Lists with a filter or in another format.
    "/noticias/?page=2": (1, 1, 2, 249),
    "/noticias/categoria/cultura/": (2, 2, 2, 199),
    "/noticias/2026/11/": (2, 2, 2, 213),
    "/noticias/atom/": (19, 9, 4, 167),
    "/noticias/json/": (19, 9, 4, 167),
    "/agenda/pasados/": (2, 2, 2, 194),
    "/tramites/?evento=nacer": (1, 1, 2, 182),
    "/tramites/?letra=u": (1, 1, 2, 197),
    "/directorio/?tipo=tramites": (1, 1, 2, 254),
    "/directorio/?letra=o": (1, 1, 2, 201),
    "/directorio/imprimir/": (9, 5, 2, 163),
    "/avisos/?tipo=ciclon": (1, 1, 2, 179),
    "/avisos/rss/": (16, 2, 4, 0),
    "/portales/": (0, 0, 2, 139),
}
# In English, with most pages in Spanish.
IN_ENGLISH = {
    "/en/": (1, 1, 2, 238),
    "/en/noticias/": (1, 1, 2, 206),
    "/en/agenda/": (1, 1, 2, 187),
    "/en/tramites/": (1, 1, 2, 205),
    "/en/directorio/": (1, 1, 2, 273),
    "/en/avisos/": (1, 1, 2, 195),
    "/en/transparencia/": (1, 1, 2, 278),
    "/en/transparencia/documentos/": (2, 2, 2, 262),
    "/en/transparencia/normas/": (2, 2, 2, 288),
    "/en/transparencia/indicadores/": (2, 2, 2, 242),
    "/en/transparencia/planteamientos/": (4, 2, 2, 559),
    "/en/gobierno/": (1, 1, 2, 219),
    "/en/atencion/": (1, 1, 2, 215),
    "/en/consultas/": (1, 1, 2, 167),
    "/en/buscar/?q=noticia": (0, 1, 3, 224),
}
# What only the province has, or has of all portals.
OF_THE_PROVINCE = {
    "/": (1, 1, 2, 361),
    "/transparencia/": (1, 1, 2, 226),
    "/transparencia/comparar/cobertura/": (2, 2, 2, 186),
    "/transparencia/planteamientos/": (4, 2, 2, 585),
    "/transparencia/planteamientos/municipios/": (4, 2, 2, 208),
    "/transparencia/ley-168/": (2, 2, 2, 327),
    "/transparencia/presencia/": (7, 3, 4, 376),
    "/gobierno/": (1, 1, 2, 173),
}
OF_THE_PROVINCE_IN_ENGLISH = {
    "/en/": (1, 1, 2, 246),
}


@pytest.fixture(scope="module")
def filled(once):
    once(_fill_all)


def _fill_all(portales):
    for portal in portales:
        fill(portal, range(1, 4))
    fill_with_one_of_each(portales.alfa)
    fill_transparency(portales.provincia, portales.alfa)


@pytest.mark.parametrize(
    ("slug", "costs"),
    [
        ("alfa", COSTS),
        ("alfa", IN_ENGLISH),
        ("provincia", OF_THE_PROVINCE),
        ("provincia", OF_THE_PROVINCE_IN_ENGLISH),
    ],
    ids=["alfa", "alfa in English", "provincia", "provincia in English"],
)
@pytest.mark.usefixtures("filled")
def test_a_warm_page_costs_no_more_than_it_did(portales, slug, costs):
    """Building a filter costs more than reading the cache; it once took half the time of a page."""
    portal = getattr(portales, slug)
    if costs in (IN_ENGLISH, OF_THE_PROVINCE_IN_ENGLISH):
        for each in (portales.alfa, portales.provincia):
            translate_one_of_each_kind(HomePage.objects.get(pk=each.home.pk))
    for alias in caches:
        caches[alias].clear()
    over = {}
    for path, most in costs.items():
        portal.get(path)
        portal.get(path)  # the first visit makes the renditions
        forget_pages()
        with counting() as (counted, trips), CaptureQueriesContext(connection) as asked:
            response = portal.get(path)
            queries = len(asked)
        assert response.status_code == (404 if path == "/no-existe/" else 200), path
        found = (counted["clauses"], queries, counted["trips"], counted["nodes"])
        if any(map(gt, found, most)):
            over[path] = f"{found} instead of {most}: {'; '.join(trips)}"
    assert not over, "\n".join(f"{path} {said}" for path, said in over.items())
