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
    "/": (1, 1, 2, 298),
    "/noticias/": (1, 1, 2, 254),
    "/noticias/con-todo/": (9, 2, 2, 264),
    "/noticias/noticia-1/": (7, 1, 2, 255),
    "/agenda/": (1, 1, 2, 205),
    "/agenda/evento-1/": (10, 2, 2, 203),
    "/servicios/": (9, 2, 2, 203),
    "/servicios/pagina-1/": (6, 3, 2, 193),
    "/tramites/": (1, 1, 2, 195),
    "/tramites/un-tramite/": (7, 1, 2, 235),
    "/directorio/": (1, 1, 2, 255),
    "/directorio/entidad-1/": (7, 1, 2, 203),
    "/avisos/": (1, 1, 2, 185),
    "/avisos/un-aviso/": (7, 1, 2, 209),
    "/transparencia/": (1, 1, 2, 262),
    "/buscar/?q=noticia": (0, 1, 3, 289),
    "/buscar/?q=oficina": (0, 1, 3, 173),
    "/buscar/": (0, 0, 2, 144),
    "/mapa/": (0, 0, 2, 163),
    "/no-existe/": (4, 2, 3, 121),
    "/sitemap.xml": (9, 2, 2, 272),
    "/noticias/rss/": (0, 0, 2, 3),
    "/agenda/ics/": (0, 0, 2, 3),
    # The sections that tell of the Government, and what it answers.
    "/transparencia/documentos/": (2, 2, 2, 226),
    "/transparencia/documentos/?anio=2026": (2, 2, 2, 246),
    "/transparencia/documentos/rss/": (0, 0, 2, 3),
    "/transparencia/documento-propio/": (4, 2, 2, 195),
    "/transparencia/normas/": (2, 2, 2, 272),
    "/transparencia/normas/?estado=vigente": (2, 2, 2, 275),
    "/transparencia/acuerdo-nuevo/": (4, 2, 2, 224),
    "/transparencia/indicadores/": (2, 2, 2, 229),
    "/transparencia/indicadores/?estado=cumplido": (2, 2, 2, 232),
    "/directorio/acueducto/": (7, 1, 2, 287),
    "/directorio/acueducto/cobertura-de-agua/": (5, 3, 2, 311),
    "/directorio/acueducto/documento-ajeno/": (4, 2, 2, 198),
    "/transparencia/planteamientos/": (4, 2, 2, 552),
    "/transparencia/planteamientos/lista/": (4, 2, 2, 251),
    "/transparencia/planteamientos/lista/?estado=pendiente": (4, 2, 2, 254),
    "/transparencia/planteamientos/un-salidero/": (8, 4, 2, 205),
    "/transparencia/planteamientos/informe-2/": (9, 5, 2, 430),
    "/transparencia/ley-168/": (2, 2, 2, 328),
    "/transparencia/ley-168/?estado=publicado": (2, 2, 2, 310),
    "/transparencia/lo-que-se-publica/": (4, 2, 2, 404),
    "/transparencia/presencia/": (7, 3, 4, 388),
    "/transparencia/datos/": (2, 2, 2, 267),
    "/gobierno/": (1, 1, 2, 209),
    "/gobierno/acuerdos/": (2, 2, 2, 219),
    "/gobierno/acuerdos/?estado=vencido": (2, 2, 2, 222),
    "/gobierno/delegados/": (2, 2, 2, 166),
    "/gobierno/delegados/?q=calle+4": (11, 4, 2, 187),
    "/gobierno/asamblea/": (6, 4, 2, 226),
    "/gobierno/asamblea/primera-sesion/": (8, 4, 2, 228),
    "/gobierno/micro-7/": (6, 4, 2, 205),
    "/atencion/": (1, 1, 2, 203),
    "/atencion/como-respondemos/": (5, 2, 4, 147),
    "/atencion/seguimiento/": (0, 0, 1, 216),
    "/consultas/": (1, 1, 2, 163),
    "/consultas/el-parque/": (4, 2, 1, 405),
    "/consultas/el-agua/": (4, 2, 2, 172),
    # Lists with a filter or in another format.
    "/noticias/?page=2": (1, 1, 2, 254),
    "/noticias/categoria/cultura/": (2, 2, 2, 204),
    "/noticias/2026/11/": (2, 2, 2, 218),
    "/noticias/atom/": (19, 9, 4, 172),
    "/noticias/json/": (19, 9, 4, 172),
    "/agenda/pasados/": (2, 2, 2, 199),
    "/tramites/?evento=nacer": (1, 1, 2, 187),
    "/tramites/?letra=u": (1, 1, 2, 202),
    "/directorio/?tipo=tramites": (1, 1, 2, 259),
    "/directorio/?letra=o": (1, 1, 2, 206),
    "/directorio/imprimir/": (9, 5, 2, 168),
    "/avisos/?tipo=ciclon": (1, 1, 2, 184),
    "/avisos/rss/": (16, 2, 4, 3),
    "/portales/": (0, 0, 2, 144),
}
# In English, with most pages in Spanish.
IN_ENGLISH = {
    "/en/": (1, 1, 2, 243),
    "/en/noticias/": (1, 1, 2, 211),
    "/en/agenda/": (1, 1, 2, 192),
    "/en/tramites/": (1, 1, 2, 210),
    "/en/directorio/": (1, 1, 2, 278),
    "/en/avisos/": (1, 1, 2, 200),
    "/en/transparencia/": (1, 1, 2, 283),
    "/en/transparencia/documentos/": (2, 2, 2, 267),
    "/en/transparencia/normas/": (2, 2, 2, 293),
    "/en/transparencia/indicadores/": (2, 2, 2, 247),
    "/en/transparencia/planteamientos/": (4, 2, 2, 567),
    "/en/gobierno/": (1, 1, 2, 224),
    "/en/atencion/": (1, 1, 2, 220),
    "/en/consultas/": (1, 1, 2, 172),
    "/en/buscar/?q=noticia": (0, 1, 3, 229),
}
# What only the province has, or has of all portals.
OF_THE_PROVINCE = {
    "/": (1, 1, 2, 366),
    "/transparencia/": (1, 1, 2, 231),
    "/transparencia/comparar/cobertura/": (2, 2, 2, 191),
    "/transparencia/planteamientos/": (4, 2, 2, 593),
    "/transparencia/planteamientos/municipios/": (4, 2, 2, 213),
    "/transparencia/ley-168/": (2, 2, 2, 332),
    "/transparencia/presencia/": (7, 3, 4, 381),
    "/gobierno/": (1, 1, 2, 178),
}
OF_THE_PROVINCE_IN_ENGLISH = {
    "/en/": (1, 1, 2, 251),
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
