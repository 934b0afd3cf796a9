"""What the server gives for reading without a connection; tests/e2e/test_sin_conexion.py reads."""

import json
import re
from datetime import timedelta

import brotli
import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.factories import get_tipo, make_entidad, prepare, publish_in_english
from tests.reading import links, soup, text

WORKER = "/trabajador.js"
SMALL = 6 * 1024


def settings_in(response):
    return json.loads(re.match(r"const AJUSTES = (.+);\n", response.text)[1])


def urgent(portal, name, number):
    kind = get_tipo("emergencias")
    make_entidad(portal, name, tipo=kind, contactos=[("telefono", number)])


@pytest.fixture
def bomberos(alfa, committed):
    with committed():
        urgent(alfa, "Bomberos", "105")


def test_the_worker_of_a_portal_is_small_and_may_be_kept_by_everybody(alfa):
    response = alfa.get(WORKER)
    assert response["Content-Type"].startswith("text/javascript")
    assert "max-age=3600" in response["Cache-Control"]
    assert "Set-Cookie" not in response
    assert len(brotli.compress(response.content)) < SMALL
    assert soup(alfa.get("/")).select_one("script[data-trabajador]")["data-trabajador"] == WORKER


def test_what_it_brings_at_once_is_there(alfa):
    told = settings_in(alfa.get(WORKER))
    pages = [path for path in told["recursos"] if not path.startswith("/static/")]
    assert pages == ["/sin-conexion/"]
    page = alfa.get("/sin-conexion/")
    assert "public" in page["Cache-Control"]
    scripts = [script["src"] for script in soup(page).find_all("script")]
    assert set(scripts) <= set(told["recursos"])
    assert soup(page).select_one("link[rel=stylesheet]")["href"] in told["recursos"]


def test_the_page_for_what_was_never_read_gives_the_emergency_numbers(alfa, bomberos):
    page = alfa.get("/sin-conexion/")
    assert links(page, within="main")["Bomberos 105"] == "tel:105"
    assert "Este teléfono no guarda la página que pidió" in text(page)
    assert soup(page).select_one("meta[name=robots]")["content"].startswith("noindex")


def test_another_emergency_number_brings_the_page_anew(alfa, bomberos, committed):
    before = alfa.get(WORKER).text
    assert alfa.get(WORKER).text == before
    with committed():
        urgent(alfa, "Policía", "106")
    assert alfa.get(WORKER).text != before


def test_a_portal_that_speaks_english_has_a_page_in_english(alfa, committed):
    with committed():
        publish_in_english(alfa)
    told = settings_in(alfa.get(WORKER))
    assert [language["prefijo"] for language in told["lenguas"]] == ["/en/", "/"]
    assert "Kept on %s" in told["lenguas"][0]["guardado"]
    assert alfa.get("/en/sin-conexion/").status_code == 200


def test_switched_off_no_page_asks_for_it_and_those_who_have_it_lose_it(alfa, settings):
    settings.SIN_CONEXION = False
    assert not soup(alfa.get("/")).select("[data-trabajador]")
    assert "unregister" in alfa.get(WORKER).text
    assert "AJUSTES" not in alfa.get(WORKER).text


@pytest.mark.parametrize("end", ["retired", "in preparation"])
def test_a_portal_that_is_closed_takes_back_what_phones_keep(alfa, committed, end):
    with committed():
        if end == "retired":
            call_command("retirar_portal", "alfa", "--confirmar")
        else:
            prepare(alfa)
    response = alfa.get(WORKER)
    assert response.status_code == 200
    assert "unregister" in response.text


def test_every_page_says_how_far_its_clock_is_from_utc(alfa):
    told = int(soup(alfa.get("/")).html["data-hora"])
    assert timedelta(minutes=told) == timezone.localtime().utcoffset()
