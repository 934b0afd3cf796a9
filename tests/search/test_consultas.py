"""A search makes a fixed number of queries, whatever it finds."""

import pytest

from search.models import Destacado
from tests.budgets import COLD, WARM, queries, told
from tests.factories import make_entidad, make_local, make_noticia, make_page, make_tramite
from tests.search.pagina import ask, titles

pytestmark = pytest.mark.on_both_databases

# Queries of the search itself; with warm caches, the frame needs none.
OWN = 10
FOUND = "/buscar/?q=agua"
PATHS = {
    "alfa": {
        FOUND: OWN,
        f"{FOUND}&grupo=tramites": OWN,
        f"{FOUND}&grupo=directorio": OWN,
        "/buscar/?q=xilofono": OWN,
        "/buscar/sugerencias/?q=agu": OWN,
        # A search without results is repeated with other words.
        "/buscar/?q=agau": WARM,
        "/buscar/?q=agua+murcielago": WARM,
    },
    "provincia": {FOUND: OWN, f"{FOUND}&en=todas": OWN, "/buscar/?q=agau&en=todas": WARM},
}


def fill(portales, numbers):
    """Add results in every group to each portal; Alfa adapts the procedures of the province."""
    provincia, alfa, beta = portales
    for number in numbers:
        company = make_entidad(provincia, f"Empresa de agua {number}", municipios=[alfa, beta])
        tramite = make_tramite(
            provincia,
            f"Contrato de agua {number}",
            entidad=company,
            costos=[{"concepto": "Tarifa", "importe": number}],
        )
        office = make_entidad(alfa, f"Oficina del agua {number}", depende_de=company)
        make_local(
            alfa, tramite, oficinas=[office], costos=[{"concepto": "Aquí", "importe": number}]
        )
        make_tramite(beta, f"Agua de Beta {number}", entidad=company)
        for portal in portales:
            make_noticia(portal, f"Noticia del agua {number}")
            make_page(portal, f"Página del agua {number}")
            phone = [("telefono", f"2265432{number}")]
            make_entidad(portal, f"Acueducto de aguas {number}", contactos=phone)
            page = make_page(portal, f"Recomendada {number}")
            Destacado.objects.create(site=portal.site, palabras="agua", pagina=page)


def measured(portales):
    """Return {(portal, path): (queries with cold caches, queries with warm ones)}."""
    found = {}
    for slug, paths in PATHS.items():
        portal = getattr(portales, slug)
        for path in paths:
            cold = queries(portal, path)
            warm = queries(portal, path, warm=True)
            found[slug, path] = cold, warm
    return found


@pytest.fixture
def filled(portales):
    fill(portales, range(1, 3))
    measured(portales)  # what a process reads once and caches
    return portales


def test_a_search_keeps_its_budget_whatever_it_finds(filled):
    for (slug, path), (cold, warm) in measured(filled).items():
        assert len(cold) <= COLD, f"{slug} {path} cold: {told(cold)}"
        assert 0 < len(warm) <= PATHS[slug][path], f"{slug} {path} warm: {told(warm)}"


def test_more_results_cost_no_more_queries(filled):
    before = measured(filled)
    fill(filled, range(3, 6))
    assert "Contrato de agua 5" in titles(ask(filled.alfa, "agua", grupo="tramites"))
    for place, (_cold, after) in measured(filled).items():
        warm = before[place][1]
        assert len(after) == len(warm), f"{place}: {told(warm)}\n{told(after)}"
