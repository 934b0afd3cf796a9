"""The report of what is missing in each procedure."""

import csv
import io

import pytest
from django.urls import reverse

from tests.factories import make_entidad, make_tramite
from tests.reading import text

pytestmark = pytest.mark.on_both_databases

REPORT = reverse("faltantes_de_tramites:index")


@pytest.fixture
def pages(alfa, beta, certificacion):
    make_tramite(alfa, "Vacío")
    make_tramite(
        alfa,
        "Casi completo",
        entidad=make_entidad(alfa, "Tránsito"),
        pasos=[{"texto": "Vaya"}],
        costos=[{"concepto": "Sello", "importe": 5}],
        plazo_unidad="inmediato",
    )
    make_tramite(beta, "De Beta")


def rows(browser):
    response = browser.get(f"{REPORT}?export=csv")
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_an_editor_reads_what_is_missing_the_least_complete_first(pages, as_editor):
    found = rows(as_editor)
    assert [row["Trámite"] for row in found] == ["Vacío", "Casi completo"]
    assert [row["Datos completos (%)"] for row in found] == ["0", "50"]
    assert "fuente y fecha del costo" in found[1]["Falta"]
    assert "plazo" not in found[1]["Falta"]


def test_the_province_reads_all_of_them_with_an_average_of_each_portal(pages, as_moderator):
    words = text(as_moderator.get(REPORT))
    assert "Alfa : 25 % · 2 trámites" in words
    assert "De Beta" in words
    assert "Certificación de nacimiento" in words
