"""Other portals show nothing of a portal «en preparación» to their readers."""

from datetime import date, timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.utils import timezone

from avisos.models import ModoEmergencia
from base.models import PortalSettings
from search.indice import indexed_at_once
from tests.documentos.ley168 import make_ficha
from tests.documentos.making import make_documento, make_norma
from tests.factories import (
    make_aviso,
    make_document,
    make_entidad,
    make_evento,
    make_image,
    make_indicador,
    make_local,
    make_medida,
    make_noticia,
    make_page,
    make_tramite,
    prepare,
)
from tests.gobierno.making import make_consejo, make_organo, make_sesion
from tests.gobierno.planteamientos import make_informe, make_planteamiento, muestra
from tests.reading import soup, text

# All texts of that portal contain this word, and no other text does.
NAME = "Zafiro"
# Pages repeat words of the address; pages without any link to them are requested too.
BEGINNINGS = (
    *("/", "/robots.txt", "/sitemap.xml", "/portales/", "/mapa/", "/manifest.webmanifest"),
    *(
        "/no-existe/",
        "/zafiro/",
        "/buscar/?q=zafiro",
        "/buscar/?q=noticia",
        "/transparencia/datos/",
    ),
)
OF_THE_PROVINCE = (
    *("/buscar/?q=zafiro&en=todas", "/buscar/?q=zafirro&en=todas", "/buscar/?q=noticia&en=todas"),
    *("/transparencia/planteamientos/municipios/", "/transparencia/comparar/cobertura-de-agua/"),
    *("/portales/?ruta=/tramites/", "/transparencia/presencia/", "/gobierno/delegados/"),
)


def fill(portal, name, canonico, medida):
    """Publish something of every kind in ``portal``, with ``name`` in all of it."""
    make_noticia(portal, f"Noticia de {name}", compartir_con_provincia=True)
    make_noticia(
        portal,
        f"Foto de {name}",
        compartir_con_provincia=True,
        imagen_portada=make_image(f"Foto de {name}", collection=portal.collection),
    )
    make_evento(portal, f"Evento de {name}", timezone.localdate() + timedelta(days=2))
    entidad = make_entidad(portal, f"Entidad de {name}", contactos=[("telefono", "22111111")])
    make_local(portal, canonico, oficinas=[entidad], resumen=f"En {name}")
    make_aviso(portal, f"Aviso de {name}")
    make_page(portal, f"Página de {name}")
    make_indicador(portal, f"Agua de {name}", ("2026-T2", 90, 80), medida=medida)
    acta = make_document(f"Acta de {name}", collection=portal.collection)
    make_documento(portal, f"Documento de {name}", archivo=acta)
    make_norma(portal, f"Norma de {name}")
    make_ficha(portal, ("presupuesto", "https://ejemplo.cu/"), title=f"Ley 168 de {name}")
    make_consejo(portal, f"Consejo de {name}", (1, {"delegado": f"Ana {name}", "lugares": name}))
    organo = make_organo(portal, f"Asamblea de {name}", people=[(f"Eva {name}", "Presidenta")])
    make_sesion(organo, f"Sesión de {name}", date(2026, 2, 1), 1)
    make_informe(portal, "2026-T2", (f"Acueducto de {name}", "despacho", (5, 0, 0, 5)))
    muestra(portal)
    make_planteamiento(portal, f"Planteamiento de {name}")
    return acta


@pytest.fixture
@indexed_at_once()
def acta(portales, committed, settings):
    """Three full portals: Beta, the province, and Alfa in preparation under another name."""
    settings.WAGTAILDOCS_SERVE_METHOD = "redirect"  # the test storage is in memory
    province = portales.provincia
    PortalSettings.objects.update(presencia_publica=True)
    record = prepare(portales.alfa)
    record.nombre, record.titulo = NAME, f"Portal de {NAME}"
    record.save()
    canonico = make_tramite(province, "Carné de identidad")
    make_entidad(province, "Aguas", municipios=[portales.alfa, portales.beta])
    make_aviso(province, "Ciclón", alcance="todos")
    medida = make_medida(slug="cobertura-de-agua")
    fill(portales.beta, "Beta", canonico, medida)
    with committed():  # the index of offered files is updated on commit
        return fill(portales.alfa, NAME, canonico, medida)


def crawl(portal, beginnings):
    """Return {path: response} of all pages of ``portal`` that links lead to, without filters."""
    found, waiting = {}, [*beginnings]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = response = portal.get(path)
        kind = response["Content-Type"].partition(";")[0]
        if kind.endswith("xml"):
            tree = BeautifulSoup(response.content, "xml")
            addresses = [place.string for place in tree.find_all(["loc", "link"])]
        elif kind == "text/html":
            addresses = [tag["href"] for tag in soup(response).select("a[href], link[href]")]
        else:
            continue
        for address in filter(None, addresses):
            url = urlsplit(urljoin(f"{portal.url}{path}", address))
            is_file = url.path.startswith(("/static/", "/media/", "/documentos/"))
            if url.netloc == portal.host and not is_file and not url.query:
                waiting.append(url.path)
    return found


def said(response):
    return b"".join(response) if response.streaming else response.content


def wrong_in(found, portal):
    """Return {path: (status, words)} of the responses that name ``portal`` or fail."""
    words = (NAME.encode(), portal.host.encode())
    expected = {"/no-existe/": 404, "/zafiro/": 404}
    return {
        path: (response.status_code, [word for word in words if word in said(response)])
        for path, response in found.items()
        if response.status_code != expected.get(path, 200)
        or any(word in said(response) for word in words)
    }


def test_the_province_shows_nothing_of_it(portales, acta):
    province = portales.provincia
    found = crawl(province, BEGINNINGS + OF_THE_PROVINCE)
    assert wrong_in(found, portales.alfa) == {}
    assert len(found) > 60
    assert "Noticia de Beta" in found["/"].content.decode()
    assert province.get(acta.url).status_code == 404
    assert NAME.lower() not in text(found["/buscar/?q=zafirro&en=todas"])


def test_another_municipality_shows_nothing_of_it(portales, acta):
    found = crawl(portales.beta, BEGINNINGS)
    assert wrong_in(found, portales.alfa) == {}
    assert len(found) > 60
    assert portales.beta.get(acta.url).status_code == 404


def test_nor_is_it_named_in_an_emergency(portales, acta):
    until = timezone.now() + timedelta(hours=2)
    emergency = ModoEmergencia.objects.create(motivo="Ciclón", termina=until)
    emergency.portales.set(PortalSettings.objects.all())
    for alias in caches:
        caches[alias].clear()
    for portal in (portales.provincia, portales.beta):
        assert wrong_in({"/": portal.get("/")}, portales.alfa) == {}
