"""The first content of every new portal is public from the first day, and is no sample."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page

from base.models import PortalSettings
from directorio.models import EntidadPage
from home.models import PaginaInicial, StandardPage
from tests.conftest import GAMMA, PORTALES_TOML, portal_fixture
from tests.factories import make_page
from tests.reading import links, soup, text
from tramites.models import TramitePage

PAGES = {
    "/como-usar-el-portal/": "Cómo usar este portal",
    "/preguntas-frecuentes/": "Preguntas frecuentes",
    "/accesibilidad/": "Accesibilidad",
    "/proteccion-de-datos/": "Protección de datos",
    "/como-usar-el-portal/glosario/": "Palabras de la administración",
}


def create():
    out = StringIO()
    call_command("crear_portales", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def _started(once):
    once(lambda portales: create())


@pytest.fixture
def started(_started, portales):
    return portales


@pytest.mark.on_both_databases
def test_every_portal_has_its_pages_and_they_lead_to_its_own_sections(started):
    for portal in started:
        for path, title in PAGES.items():
            response = portal.get(path)
            assert response.status_code == 200
            page = text(response)
            assert title in page
            assert "muestra" not in page.casefold()
            assert "{" not in page
        addresses = links(portal.get("/como-usar-el-portal/"), within="main").values()
        sections = {f"{portal.url}/{slug}/" for slug in ("tramites", "directorio", "atencion")}
        assert sections <= set(addresses)


def test_what_it_says_of_personal_data_is_what_the_installation_does(portales, settings):
    settings.ATENCION_DIAS_CONSERVACION = 3 * 365
    settings.ATENCION_CONSULTAS_DIAS = 40
    create()
    page = text(portales.alfa.get("/proteccion-de-datos/"))
    assert "3 años desde que el caso se cierra" in page
    assert "40 días desde que la consulta cierra" in page
    assert "Ley 149" in page


def test_emergency_numbers_stand_on_every_front_page_with_their_source(started):
    for portal in started:
        for number in ("104", "105", "106"):
            assert f"tel:{number}" in str(soup(portal.get("/")))
    office = started.provincia.get("/directorio/bomberos/")
    assert "libphonenumber" in text(office)
    assert "noviembre de 2026" in text(office)


def test_the_procedures_are_public_and_say_that_they_are_to_be_confirmed(started):
    for portal in started:
        page = text(portal.get("/tramites/carne-de-identidad-solicitud-y-renovacion/"))
        assert "por confirmar" in page.casefold()
        assert "portales públicos de 2012 a 2022" in page
    assert TramitePage.objects.filter(live=True).count() >= 25
    assert "Carné de identidad" in text(started.alfa.get("/"))  # it is among the most used


def test_entities_wait_as_drafts_for_their_contacts(started):
    alfa = started.alfa
    drafts = EntidadPage.objects.descendant_of(alfa.home).filter(live=False)
    names = set(drafts.values_list("title", flat=True))
    assert {"Dirección Municipal de la Vivienda", "ETECSA de Alfa la Vieja"} <= names
    assert len(names) > 15
    assert "Notaría" not in text(alfa.get("/directorio/"))
    assert all(page.latest_revision for page in drafts)


@pytest.mark.on_both_databases
def test_a_second_run_changes_nothing_and_brings_nothing_back(started):
    deleted = StandardPage.objects.get(slug="glosario", path__startswith=started.alfa.home.path)
    deleted.delete()
    changed = StandardPage.objects.get(
        slug="accesibilidad", path__startswith=started.alfa.home.path
    )
    changed.title = "Accesibilidad en Alfa"
    changed.save_revision().publish()
    before = Page.objects.count(), PaginaInicial.objects.count()
    assert "para empezar" not in create()
    assert (Page.objects.count(), PaginaInicial.objects.count()) == before
    assert "Accesibilidad en Alfa" in text(started.alfa.get("/accesibilidad/"))
    assert started.alfa.get("/como-usar-el-portal/glosario/").status_code == 404


def test_an_address_that_people_have_taken_stays_theirs(portales):
    make_page(portales.alfa, "La nuestra", slug="accesibilidad")
    create()
    assert "La nuestra" in text(portales.alfa.get("/accesibilidad/"))
    assert portales.alfa.get("/accesibilidad-inicial/").status_code == 200


def test_people_may_have_taken_the_second_address_too(portales):
    make_page(portales.alfa, "La nuestra", slug="accesibilidad")
    make_page(portales.alfa, "La otra nuestra", slug="accesibilidad-inicial")
    create()
    assert "La otra nuestra" in text(portales.alfa.get("/accesibilidad-inicial/"))
    assert portales.alfa.get("/accesibilidad-inicial-1/").status_code == 200


def test_a_portal_of_one_line_of_data_has_it_too(started, portales_file, committed):
    portales_file(PORTALES_TOML + GAMMA)
    with committed():
        assert "Gamma:" in create()
    gamma = portal_fixture("gamma")
    assert gamma.get("/proteccion-de-datos/").status_code == 200
    assert "tel:106" in str(soup(gamma.get("/")))


def test_without_its_sample_the_installation_is_one_to_show(started):
    for arguments in ((), ("--quitar",)):
        call_command("cargar_muestra", *arguments, stdout=StringIO())
    for portal in started:
        for path in ("/", "/directorio/", "/tramites/", *PAGES):
            page = portal.get(path)
            assert page.status_code == 200
            assert "muestra" not in text(page).casefold(), path
        assert "tel:106" in str(soup(portal.get("/directorio/")))
    assert not PortalSettings.objects.filter(correo__endswith="@muestra.invalid").exists()
