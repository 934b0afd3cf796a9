"""Robots follow the links of a list to one filter at a time, not to combinations of filters."""

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

from search.indice import indexed_at_once
from tests.documentos.ley168 import make_ficha
from tests.documentos.making import make_documento, make_norma
from tests.factories import make_entidad, make_indicador
from tests.gobierno.making import make_consejo, make_organo, make_sesion
from tests.gobierno.planteamientos import make_planteamiento, muestra
from tests.reading import meta, soup

pytestmark = pytest.mark.django_db

LISTS = [
    "/gobierno/acuerdos/",
    "/transparencia/documentos/",
    "/transparencia/indicadores/",
    "/transparencia/ley-168/",
    "/transparencia/normas/",
    "/transparencia/planteamientos/lista/",
]


@pytest.fixture(scope="module")
def _lists(once):
    once(_make_lists)


@indexed_at_once()
def _make_lists(portales):
    alfa = portales.alfa
    agua, vial = make_entidad(alfa, "Acueducto"), make_entidad(alfa, "Centro vial")
    for number, entidad in enumerate((agua, vial)):
        make_documento(
            alfa,
            f"Documento {number}",
            parent=entidad,
            tipo=("informe", "plan")[number],
            fecha=date(2025 + number, 3, 1),
            emisor=entidad.title,
        )
        make_indicador(alfa, f"Indicador {number}", ("2026-01", 5, 4 + number), parent=entidad)
        make_norma(alfa, f"Norma {number}", tipo=("ley", "decreto")[number])
        make_planteamiento(
            alfa,
            f"Planteamiento {number}",
            entidad=entidad,
            consejo=make_consejo(alfa, f"Consejo {number}", number + 1),
            origen=("despacho", "rendicion")[number],
            estado=("solucionado", "pendiente")[number],
        )
        organo = make_organo(alfa, f"Órgano {number}")
        state = {"estado": ("cumplido", "incumplido")[number]}
        make_sesion(organo, f"Sesión {number}", date(2026, 2, 1), (number + 1, state))
    muestra(alfa)
    make_ficha(alfa, ("presupuesto", "https://ejemplo.cu/"))


@pytest.fixture
def lists(_lists, alfa):
    """Alfa with data in every list for two or more filters."""
    return alfa


def crawl(portal, path):
    """Return the addresses of the list that a robot reads when it starts at ``path``."""
    seen, waiting = set(), [path]
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        response = portal.get(url)
        if "nofollow" in (meta(response, "robots") or ""):
            continue
        waiting += [
            a["href"]
            for a in soup(response).find_all("a", href=True)
            if a["href"].startswith(f"{path}?") and "nofollow" not in a.get("rel", ())
        ]
    return seen


def chosen(url):
    return [name for name, _value in parse_qsl(urlsplit(url).query) if name != "page"]


@pytest.mark.parametrize("path", LISTS)
def test_robots_are_led_into_no_combination(lists, path):
    seen = crawl(lists, path)
    assert len(seen) > 1
    assert all(len(chosen(url)) < 2 for url in seen), seen
