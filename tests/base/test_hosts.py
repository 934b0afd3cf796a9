"""Each host answers with its own portal: no visitor ever gets a page of another portal."""

import pytest
from django.db import OperationalError, ProgrammingError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from base.models import PortalSettings
from base.portales import portales as read_once
from tests.budgets import forget_pages
from tests.conftest import GAMMA, PORT, PORTALES_TOML
from tests.factories import make_noticia
from tests.reading import assert_come_again, assert_numbers_for_emergencies, soup, text


def ask(host, path="/", **headers):
    return Client(headers={"host": host}, SERVER_PORT=PORT).get(path, headers=headers)


def test_each_host_shows_its_own_portal_and_its_own_news(portales):
    for portal in portales:
        make_noticia(portal, f"Noticia de {portal.slug}")
    for portal in portales:
        page = text(portal.get())
        for other in portales:
            assert (f"Noticia de {other.slug}" in page) == (other is portal)
    assert soup(portales.alfa.get()).h1.get_text() == "Portal del Ciudadano de Alfa"
    assert (
        soup(portales.provincia.get()).h1.get_text()
        == "Portal del Ciudadano de la provincia de Oriente"
    )


def test_the_name_of_a_host_may_be_written_in_capitals(alfa):
    response = ask("ALFA.LocalHost:8000")
    assert response.status_code == 200
    assert "Portal del Ciudadano de Alfa" in text(response)


@pytest.mark.parametrize(
    "host",
    ["otro.localhost:8000", "www.gamma.gob.cu", "127.0.0.1:8000", "[::1]:8000", "xalfa.localhost"],
)
@pytest.mark.parametrize("path", ["/", "/noticias/", "/admin/", "/sitemap.xml", "/en/"])
def test_an_unknown_host_is_a_plain_404_without_any_content(portales, host, path):
    for portal in portales:
        make_noticia(portal, f"Noticia de {portal.slug}")
    response = ask(host, path)
    assert response.status_code == 404
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    with translation.override("en" if path == "/en/" else "es"):
        words = gettext("Este nombre de servidor no pertenece a ningún portal.")
    assert response.content.decode() == f"{words}\n"


def test_an_unknown_host_gets_nothing_even_when_a_portal_is_cached(alfa):
    alfa.get()
    assert ask("otro.localhost:8000").status_code == 404


@pytest.mark.parametrize("host", ["www.alfa.gob.cu", "www.alpha.gob.cu", "www.alpha.gob.cu:80"])
def test_an_alias_leads_to_the_canonical_host_with_path_and_query(alfa, host):
    response = ask(host, "/noticias/?page=2&q=a%20b")
    assert response.status_code == 301
    assert response["Location"] == f"{alfa.url}/noticias/?page=2&q=a%20b"


def test_an_alias_leads_to_the_host_of_the_data_in_production(portales_file, settings, db):
    settings.PORTAL_HOST_SUFFIX = ""
    settings.PORTAL_PORT = 443
    from django.core.management import call_command

    call_command("crear_portales", verbosity=0)
    response = ask("www.alpha.gob.cu", "/contactos/")
    assert response.status_code == 301
    assert response["Location"] == "https://www.alfa.gob.cu/contactos/"
    assert "Portal del Ciudadano de Alfa" in text(ask("www.alfa.gob.cu"))


def test_an_alias_does_not_lead_away_from_the_installation(alfa):
    response = ask("www.alpha.gob.cu", "//otro.example/x")
    assert response.status_code in (301, 404)
    if response.status_code == 301:
        assert response["Location"].startswith(f"{alfa.url}/")


@pytest.mark.parametrize(
    "host", ["a b", "alfa.localhost:puerto", "<script>", "alfa.localhost/x", ""]
)
def test_a_malformed_host_is_a_bad_request(alfa, host):
    response = ask(host)
    assert response.status_code == 400
    assert b"Alfa" not in response.content


def test_a_host_named_by_a_proxy_header_counts_for_nothing(portales):
    make_noticia(portales.beta, "Solo de Beta")
    response = portales.alfa.get(**{"x-forwarded-host": portales.beta.host})
    assert "Solo de Beta" not in text(response)


@pytest.mark.parametrize(
    ("path", "words", "emergencies"),
    [
        ("/", "El portal no pudo responder", "Emergencias médicas: 104"),
        ("/en/", "The portal could not respond", "Medical emergencies: 104"),
        ("/admin/", "El portal no pudo responder", "Emergencias médicas: 104"),
    ],
)
def test_before_any_portal_exists_citizens_are_asked_to_come_again(
    db, portales_file, caplog, path, words, emergencies
):
    """Wagtail's migrations create a site at «localhost», which is not a portal."""
    assert not PortalSettings.objects.exists()
    for host in ("localhost:8000", "alfa.localhost:8000"):
        response = ask(host, path)
        assert_come_again(response)
        assert words in text(response)
        assert "crear_portales" not in text(response)
        assert_numbers_for_emergencies(response.content.decode())
        assert emergencies in text(response)
        assert "crear_portales" in caplog.messages[-2]
        assert soup(response).select_one("a.boton")["href"] == ("/en/" if path == "/en/" else "/")
    assert "Alfa" in text(response)
    ready = ask("localhost:8000", "/readyz")
    assert_come_again(ready)
    assert "crear_portales" in ready.json()["detail"]["database"]


def test_a_database_without_a_migration_is_told_by_its_command(portales, caplog):
    MigrationRecorder.Migration.objects.filter(app="base").delete()
    ready = ask("localhost:8000", "/readyz")
    assert_come_again(ready)
    assert "manage.py migrate" in ready.json()["detail"]["database"]


@pytest.mark.parametrize(
    ("path", "words"), [("/", "El portal no pudo"), ("/en/", "The portal could not")]
)
def test_a_database_whose_tables_are_gone_is_told_to_operators_alone(alfa, caplog, path, words):
    def gone(*args):
        raise ProgrammingError("no such table: base_portalsettings")

    with connection.execute_wrapper(gone):
        response = alfa.get(path)
    assert_come_again(response)
    assert words in text(response)
    assert "migrate" not in text(response)
    assert any("manage.py migrate" in line for line in caplog.messages)


def test_a_database_that_goes_away_is_no_fault_of_the_page(alfa):
    alfa.get("/noticias/")  # now the portal is in the caches
    forget_pages()
    browser = alfa.browser()
    browser.raise_request_exception = False

    def gone(*args):
        raise OperationalError

    with connection.execute_wrapper(gone):
        response = browser.get("/noticias/")
    assert_come_again(response)
    assert "El portal no pudo responder" in text(response)


def test_a_portal_of_the_data_that_was_not_created_yet_is_not_served(alfa, portales_file):
    portales_file(PORTALES_TOML + GAMMA)
    assert ask("gamma.localhost:8000").status_code in (403, 404)


def test_the_admin_is_found_on_the_hosts_it_lives_at_only(portales, settings):
    settings.ADMIN_HOSTS = ["localhost"]
    assert portales.provincia.get("/admin/login/").status_code == 200
    for portal in (portales.alfa, portales.beta):
        for path in ("/admin/", "/admin/login/", "/admin/pages/", "/admin/nada/"):
            response = portal.get(path)
            assert response.status_code == 404
            assert "No encontramos esa página" in text(response)


def test_the_admin_answers_on_every_portal_unless_narrowed(portales):
    for portal in portales:
        assert portal.get("/admin/login/").status_code == 200


def test_the_project_reads_its_data_file_once_a_process(portales_file):
    first = read_once()
    assert read_once() is first
