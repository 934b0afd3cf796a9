"""The front page begins with telephones for today and an office that is open now."""

from datetime import time

import pytest
from django.core.cache import caches

from directorio.models import TipoEntidad
from tests.factories import get_tipo, make_entidad, make_tramite
from tests.reading import soup, text

MORNING, NIGHT = "2026-11-24T10:00:00", "2026-11-24T22:00:00"
BREAKDOWNS = {"etiqueta": "Averías", "contesta": "siempre"}


def hours(closes):
    return [("lu-vi", time(8), time.fromisoformat(closes))]


def called(response):
    """Return {name: address} of the telephones in their order."""
    found = soup(response).main.select_one("nav[aria-label=Llamar]").select("a")
    return {" ".join(link.get_text(" ").split()): link["href"] for link in found}


@pytest.fixture
def portal(alfa, clock):
    """Return a function that requests Alfa at a given time, with empty caches."""

    def at(moment, path="/"):
        clock.shows(moment)
        for cache in caches:
            caches[cache].clear()
        return alfa.get(path)

    return at


def test_emergencies_come_first_then_water_and_current_by_the_number_that_answers(
    portal, alfa, provincia
):
    make_entidad(
        alfa,
        "Aguas",
        tipo=get_tipo("servicios"),
        horarios=hours("16:00"),
        contactos=[("telefono", "22600001"), ("telefono", "22600002", BREAKDOWNS)],
    )
    make_entidad(
        alfa,
        "Acueducto de día",
        tipo=get_tipo("servicios"),
        horarios=hours("16:00"),
        contactos=[("telefono", "22600003")],
    )
    make_entidad(
        provincia,
        "Bomberos",
        tipo=get_tipo("emergencias"),
        municipios=[alfa],
        contactos=[("telefono", "105")],
    )
    make_entidad(alfa, "Biblioteca", contactos=[("telefono", "22600004")])

    assert [name.split()[0] for name in called(portal(MORNING))] == [
        "Bomberos",
        "Acueducto",
        "Aguas",
    ]
    by_day, by_night = called(portal(MORNING)), called(portal(NIGHT))
    assert "tel:+53-22-600001" in by_day.values()
    # At night, the number that is answered comes before that of a closed office.
    assert [name.split()[0] for name in by_night] == ["Bomberos", "Aguas", "Acueducto"]
    assert by_night["Aguas Averías, las 24 horas +53 22 600002"] == "tel:+53-22-600002"
    assert "Acueducto de día Cerrado ahora +53 22 600003" in by_night
    assert "Acueducto de día +53 22 600003" in by_day


def test_which_kinds_are_basic_services_is_said_by_the_kinds(portal, alfa):
    TipoEntidad.objects.filter(slug="salud").update(es_basico=True)
    make_entidad(alfa, "Policlínico", tipo=get_tipo("salud"), contactos=[("telefono", "22600005")])

    assert [name.split()[0] for name in called(portal(MORNING))] == ["Policlínico"]


def test_of_the_offices_that_do_procedures_the_one_that_is_open_for_longest_is_named(
    portal, alfa, provincia
):
    company = make_entidad(provincia, "Empresa", municipios=[alfa])
    make_tramite(provincia, "Contrato", entidad=company)
    make_entidad(alfa, "Oficina corta", depende_de=company, horarios=hours("12:00"))
    make_entidad(alfa, "Oficina larga", depende_de=company, horarios=hours("16:30"))
    make_entidad(alfa, "Cine", horarios=hours("23:00"))  # no procedure is done there

    today = soup(portal(MORNING)).select_one(".hoy")
    assert today.a["href"] == "/directorio/oficina-larga/"
    assert today.get_text(" ", strip=True) == "Oficina larga Abierto ahora , cierra a las 4:30 p.m."
    assert soup(portal(NIGHT)).select_one(".hoy") is None


def test_no_cache_holds_the_front_page_past_the_hour_at_which_the_office_closes(
    portal, alfa, provincia
):
    office = make_entidad(alfa, "Registro", horarios=hours("12:00"))
    make_tramite(provincia, "Inscripción", entidad=office)

    assert "max-age=30" in portal(MORNING)["cache-control"]
    assert "max-age=0" in portal("2026-11-24T11:59:10")["cache-control"]
    assert "Abierto ahora" not in text(portal("2026-11-24T12:00:00"))


def test_nothing_of_another_portal_is_offered(portal, alfa, beta):
    make_entidad(
        beta, "Aguas de Beta", tipo=get_tipo("servicios"), contactos=[("telefono", "22600006")]
    )
    make_tramite(
        beta, "Trámite de Beta", entidad=make_entidad(beta, "Oficina", horarios=hours("16:00"))
    )

    page = portal(MORNING)
    assert "Aguas de Beta" not in text(page)
    assert soup(page).select_one(".hoy") is None
