"""The pages of procedures make a fixed number of queries."""

import pytest

from directorio.models import EntidadPage
from search.indice import indexed_at_once
from tests.budgets import COLD, WARM, queries, told
from tests.factories import make_entidad, make_local, make_tramite
from tests.reading import text
from tramites.models import TramitePage

ADAPTED = "/tramites/certificacion-de-nacimiento/"
INHERITED = "/tramites/tramite-0/"
LISTS = ("/tramites/", "/tramites/?letra=t", "/tramites/?evento=identidad", "/tramites/?q=uno")
DATA = ("/tramites/catalogo/json/", "/tramites/catalogo/csv/")


def fill(provincia, registro, numbers):
    for number in numbers:
        make_tramite(
            provincia,
            f"Trámite {number}",
            entidad=registro,
            eventos=["identidad"],
            requisitos=[{"texto": "Uno"}, {"texto": "Otro"}],
            pasos=[{"texto": "Paso"}],
            costos=[{"concepto": "Sello", "importe": 5}],
        )


@pytest.fixture(scope="module")
def _filled(published, once):
    once(_fill_all)


@indexed_at_once()
def _fill_all(portales):
    oficina = EntidadPage.objects.get(title="Registro Civil de Alfa")
    make_local(
        portales.alfa,
        TramitePage.objects.get(title="Certificación de nacimiento"),
        oficinas=[oficina],
        costos=[{"concepto": "Aquí", "importe": 7}],
        ofrece_entidad=oficina,
    )
    fill(portales.provincia, EntidadPage.objects.get(title="Registro Civil"), range(3))


@pytest.fixture
def filled(_filled, provincia, alfa):
    return provincia, alfa


@pytest.mark.parametrize("path", [ADAPTED, INHERITED, f"{ADAPTED}texto/", *LISTS])
def test_a_page_keeps_its_budget(filled, path):
    for portal in filled:
        cold = queries(portal, path)
        assert len(cold) <= COLD, f"{portal.slug} {path}: {told(cold)}"
        queries(portal, path)
        warm = queries(portal, path, warm=True)
        assert len(warm) <= WARM, f"{portal.slug} {path} warm: {told(warm)}"


def test_more_procedures_and_offices_cost_no_more_queries(filled, provincia, alfa, registro):
    paths = [ADAPTED, INHERITED, *LISTS, *DATA]
    before = {
        (portal.slug, path): len(queries(portal, path)) for portal in filled for path in paths
    }
    fill(provincia, registro, range(3, 9))
    for number in range(3):
        make_entidad(alfa, f"Oficina {number}", depende_de=registro, calle="Martí")
    for portal in filled:
        for path in paths:
            after = queries(portal, path)
            assert len(after) == before[portal.slug, path], f"{portal.slug} {path}: {told(after)}"
    assert "Oficina 2" in text(alfa.get(INHERITED))
