"""The report of missing data shows how complete entidades and portals are."""

import csv
import io
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directorio.models import Autoridad, EntidadPage, Servicio
from search.indice import indexed_at_once
from tests.factories import make_entidad, make_user, publish
from tests.reading import soup, text

pytestmark = [pytest.mark.django_db, pytest.mark.on_both_databases]

REPORT = reverse("faltantes:index")


@pytest.fixture(scope="module")
def entidades(once):
    once(_make_entidades)


@indexed_at_once()
def _make_entidades(portales):
    alfa, beta = portales.alfa, portales.beta
    full = make_entidad(
        alfa,
        "Registro Civil",
        contactos=[("telefono", "22000000")],
        horarios=[("lu-vi", time(8), time(17))],
        calle="Calle 4",
        revisado_el=timezone.localdate(),
    )
    full.servicios.add(Servicio(nombre="Certificaciones"))
    full.autoridades.add(Autoridad(nombre="Ana", cargo="Registradora"))
    publish(full)
    make_entidad(alfa, "Notaría", contactos=[("telefono", "22000001")], live=False)
    late = timezone.localdate() - timedelta(days=1)
    make_entidad(
        alfa, "Correos", revisado_el=late - timedelta(days=90), proxima_revision=late, calle="A"
    )
    make_entidad(beta, "Farmacia")


def rows(response):
    return [
        [" ".join(cell.get_text(" ").split()) for cell in line.find_all("td")]
        for line in soup(response).select("table.listing tbody tr")
    ]


def test_the_report_leads_to_the_entities_that_the_person_may_edit(as_editor, entidades, alfa):
    translator = alfa.signed_in(make_user("traductora", groups=["Traductores · Alfa"]))
    edit = reverse("wagtailadmin_pages:edit", args=[EntidadPage.objects.get(title="Notaría").pk])
    assert edit in as_editor.get(REPORT).content.decode()
    shown = translator.get(REPORT)
    assert "Notaría" in text(shown)
    assert edit not in shown.content.decode()


def test_what_is_missing_is_named_and_the_emptiest_comes_first(as_editor, entidades):
    page = as_editor.get(REPORT)
    found = {line[0].split(" Más")[0]: line[1:4] for line in rows(page)}
    assert list(found) == ["Notaría", "Correos", "Registro Civil"]
    assert found["Registro Civil"] == ["Alfa", "100 %", ""]
    assert found["Correos"][1:] == [
        "16 %",
        "contactos, horario, servicios, quién dirige, revisión al día",
    ]
    assert "Alfa : 39 % · 3 entidades" in text(page)
    assert "Farmacia" not in text(page)


def test_the_list_is_taken_away_as_a_table(as_editor, entidades):
    response = as_editor.get(REPORT, {"export": "csv"})
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(content)))
    assert [line["Entidad"] for line in lines] == ["Notaría", "Correos", "Registro Civil"]
    assert lines[-1]["Datos completos (%)"] == "100"


def test_the_province_compares_its_portals(as_moderator, entidades):
    page = text(as_moderator.get(REPORT))
    assert "Alfa : 39 % · 3 entidades" in page
    assert "Beta : 0 % · 1 entidad" in page


def test_the_list_asks_as_often_however_long_it_is(as_editor, alfa, entidades):
    def count():
        with CaptureQueriesContext(connection) as context:
            as_editor.get(REPORT)
        return len(context)

    count()
    before = count()
    for number in range(4):
        make_entidad(alfa, f"Bodega {number}")
    assert count() == before
