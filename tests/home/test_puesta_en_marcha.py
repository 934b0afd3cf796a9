"""«Puesta en marcha»: the open steps of a portal, its opening, and its sections."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from base.models import PortalSettings
from base.portales import read_portales
from directorio.models import Contacto, EntidadPage
from home.apertura.modulos import close
from home.contenido.creacion import create_content
from home.models import StandardPage
from search.indice import indexed_at_once
from tests.factories import make_evento, make_page, make_user, publish
from tests.reading import links, soup, text

# One process makes the first content of two portals.
pytestmark = [pytest.mark.on_both_databases, pytest.mark.xdist_group("starting up")]


@pytest.fixture
def chief(provincia):
    return provincia.signed_in(make_user("jefa", groups=["Administradores"]))


@pytest.fixture
def preparing(portales, committed):
    record = PortalSettings.objects.get(slug="alfa")
    record.estado = PortalSettings.Estado.EN_PREPARACION
    with committed():
        record.save()
    return record


@pytest.fixture(scope="module")
def _born(once):
    once(_give_contents)


@indexed_at_once()
def _give_contents(portales):
    by_slug = {portal.slug: portal for portal in read_portales(settings.PORTALES_FILE)}
    for slug in ("provincia", "alfa"):
        create_content(by_slug[slug], PortalSettings.objects.get(slug=slug))


@pytest.fixture
def born(_born, preparing):
    """Alfa with the first content of a portal; the province has it too."""
    return preparing


def screen(browser, record):
    return browser.get(address(record))


def address(record):
    return reverse("puesta_en_marcha:portal", args=[record.pk])


def steps(response):
    """Return {title of a step: its text}."""
    found = {}
    for item in soup(response).select(".marcha-paso"):
        title = item.h2.get_text(" ", strip=True).removesuffix(" imprescindible")
        found[title] = " ".join(item.get_text(" ").split())
    return found


def test_it_says_step_by_step_what_is_wanted_who_does_it_and_how_much_is_done(chief, born):
    shown = screen(chief, born)
    told = steps(shown)
    assert list(told)[:2] == ["El equipo", "Cómo comunicarse"]
    assert "La provincia · 0 de 3 0 %" in told["El equipo"]
    assert "Los editores · 0 de 4" in told["Cómo comunicarse"]
    pages = told["Las páginas con que nació"]
    assert "0 de 5" in pages
    assert "¿Qué persona o cargo responde por los datos personales" in pages
    assert "¿Dónde está y en qué horario atiende?" in told["El directorio"]
    assert re.search(r"\by \d+ más\b", told["El directorio"])
    assert "Teléfonos de emergencia" not in told  # a step of the province


def test_what_is_done_counts_at_once(chief, born, alfa):
    page = StandardPage.objects.get(slug="accesibilidad", path__startswith=alfa.home.path)
    page.responsable = "Secretaría"
    publish(page)
    office = EntidadPage.objects.filter(path__startswith=alfa.home.path).order_by("title").first()
    office.contactos.add(Contacto(canal="telefono", valor="22600000"))
    publish(office)
    born.correo = "alfa@ejemplo.cu"
    born.save()
    told = steps(screen(chief, born))
    assert "1 de 5" in told["Las páginas con que nació"]
    assert "Accesibilidad" not in told["Las páginas con que nació"]
    assert " · 1 de " in told["El directorio"]
    assert office.title not in told["El directorio"]
    assert "1 de 4 25 %" in told["Cómo comunicarse"]


def test_each_thing_leads_to_where_it_is_written(chief, born):
    shown = screen(chief, born)
    found = links(shown, within=".marcha-pasos")
    assert chief.get(found["Protección de datos"]).status_code == 200
    forms = [a["href"] for a in soup(shown).select(".marcha-paso .button")]
    assert forms
    assert all(chief.get(form).status_code == 200 for form in forms)


def test_the_province_confirms_emergencies_and_procedures(chief, born, provincia):
    record = PortalSettings.objects.get(slug="provincia")
    told = steps(screen(chief, record))
    assert "0 de 3" in told["Teléfonos de emergencia"]
    assert "Bomberos" in told["Teléfonos de emergencia"]
    assert "¿Qué norma lo rige?" in told["Los trámites"]
    assert "Los trámites en el municipio" not in told


def test_the_province_sees_all_portals_and_an_editor_only_the_own(chief, as_editor, preparing):
    everywhere = chief.get(reverse("puesta_en_marcha:index"))
    assert {"Alfa", "Beta"} <= set(links(everywhere, within="main"))
    assert "En preparación" in text(everywhere)
    led = as_editor.get(reverse("puesta_en_marcha:index"))
    assert (led.status_code, led["Location"]) == (302, address(preparing))
    assert "Abrir el portal" not in text(as_editor.get(led["Location"]))
    other = PortalSettings.objects.get(slug="beta")
    assert as_editor.get(address(other)).status_code in (403, 404)


def test_an_editor_opens_nothing(as_editor, preparing, alfa):
    for action in ("abrir", "enlace", "modulo-agenda"):
        assert as_editor.post(address(preparing), {"accion": action}).status_code in (302, 403)
    preparing.refresh_from_db()
    assert (preparing.estado, preparing.llave) == ("preparacion", "")
    assert alfa.get("/").status_code == 403


def test_its_link_is_made_and_opens_it(chief, preparing, alfa, committed):
    assert "Hoy no lo ve nadie" in text(screen(chief, preparing))
    with committed():
        shown = chief.post(address(preparing), {"accion": "enlace"}, follow=True)
    link = soup(shown).select_one(".marcha-apertura a")["href"]
    assert alfa.browser().get(link, follow=True).status_code == 200


def test_without_what_is_essential_it_opens_only_when_that_is_confirmed(
    chief, preparing, alfa, committed
):
    refused = chief.post(address(preparing), {"accion": "abrir"}, follow=True)
    assert "Falta lo imprescindible: El equipo" in text(refused)
    assert alfa.get("/").status_code == 403
    with committed():
        said = chief.post(address(preparing), {"accion": "abrir", "confirmo": "1"}, follow=True)
    assert "El portal está abierto" in text(said)
    assert alfa.get("/").status_code == 200
    assert "Abrir el portal" not in text(screen(chief, preparing))


def test_a_section_that_is_off_is_nowhere_and_comes_back_as_it_was(chief, alfa, beta, committed):
    record = PortalSettings.objects.get(slug="alfa")
    make_evento(alfa, "Feria", date(2030, 1, 1))
    make_page(alfa, "Vecina")
    paths = ("/agenda/", "/agenda/feria/", "/agenda/ics/")
    assert [alfa.get(path).status_code for path in paths] == [200, 200, 200]
    with committed():
        said = chief.post(address(record), {"accion": "modulo-agenda"}, follow=True)
    assert "«Agenda» ya no se ve en el portal." in text(said)
    assert [alfa.get(path).status_code for path in paths] == [404, 404, 404]
    assert "Las primeras noticias" in steps(screen(chief, record))
    chief.post(address(record), {"accion": "modulo-noticias"})
    assert "Las primeras noticias" not in steps(screen(chief, record))
    for path in ("/", "/mapa/", "/buscar/?q=feria", "/sitemap.xml"):
        page = alfa.get(path).content.decode()
        assert "/agenda/" not in page
        assert "Feria" not in page
    assert beta.get("/agenda/").status_code == 200
    with committed():
        chief.post(address(record), {"accion": "modulo-agenda"})
    assert [alfa.get(path).status_code for path in paths] == [200, 200, 200]
    assert "Feria" in text(alfa.get("/buscar/?q=feria"))


@pytest.mark.parametrize("action", ["modulo-tramites", "modulo-nada", "nada", ""])
def test_what_is_no_action_changes_nothing(chief, alfa, action):
    record = PortalSettings.objects.get(slug="alfa")
    assert chief.post(address(record), {"accion": action}).status_code == 302
    assert alfa.get("/tramites/").status_code == 200


def test_what_is_asked_of_a_page_is_said_in_its_form_until_it_is_answered(chief, born, alfa):
    page = StandardPage.objects.get(slug="accesibilidad", path__startswith=alfa.home.path)
    form = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "¿A qué teléfono o correo escribe quien no puede usar una página?" in text(
        chief.get(form)
    )
    page.responsable = "Secretaría"
    publish(page)
    assert "El portal nació con esta página" not in text(chief.get(form))


def test_what_is_off_is_no_task_of_its_editors(as_editor, alfa):
    assert "Anunciar un evento" in text(as_editor.get("/admin/"))
    close(alfa.agenda)
    assert "Anunciar un evento" not in text(as_editor.get("/admin/"))


def test_many_portals_cost_no_more_than_one(chief, born):
    def asked(path):
        chief.get(path)
        with CaptureQueriesContext(connection) as context:
            chief.get(path)
        return len(context)

    everywhere = asked(reverse("puesta_en_marcha:index"))
    assert everywhere <= 40
    PortalSettings.objects.filter(slug="beta").update(estado=PortalSettings.Estado.RETIRADO)
    assert asked(reverse("puesta_en_marcha:index")) == everywhere
    assert asked(address(born)) <= 40
