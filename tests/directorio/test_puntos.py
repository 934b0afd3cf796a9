"""The form of an entidad reads coordinates in the formats in which maps copy them."""

import time

import pytest

from directorio.models import EntidadPage
from tests.factories import make_entidad
from tests.reading import soup

from .ficha import errors, send

pytestmark = pytest.mark.django_db

HERE = (20.02083, -75.82667)
MAPS = "https://www.google.com/maps"


def sent(browser, portal, text, longitud=""):
    """Paste ``text``; return the coordinates that are saved."""
    response = send(browser, portal.directorio, latitud=text, longitud=longitud)
    assert response.status_code == 302, errors(response)
    page = EntidadPage.objects.get(slug="registro-civil").get_latest_revision_as_object()
    return page.latitud, page.longitud


@pytest.mark.parametrize(
    "text",
    [
        "20.02083, -75.82667",
        " (20.02083 , -75.82667) ",
        "20.02083 -75.82667",
        "20,02083; -75,82667",
        "20.02083° N, 75.82667° O",
        "N 20.02083, W 75.82667",
        "75.82667 O 20.02083 N",
        "Latitud: 20.02083 Longitud: -75.82667",
        "20°1′14.988″N 75°49′36.012″O",
        "20° 1' 14.988\" N, 75° 49' 36.012\" W",
        "20 1.2498 N 75 49.6002 W",
        "20° 01.2498' Norte, 75° 49.6002' Oeste",
        "geo:20.02083,-75.82667",
        "geo:20.02083,-75.82667;u=35?z=17",
        f"{MAPS}/@20.02083,-75.82667,17z",
        f"{MAPS}/place/Parque/@20.03,-75.83,17z/data=!3m1!4b1!4m5!3d20.02083!4d-75.82667",
        f"{MAPS}/place/Parque/@20.03,-75.83,17z/data=%213d20.02083%214d-75.82667",
        f"{MAPS}?q=20.02083,-75.82667",
        f"{MAPS}?q=loc:20.02083,+-75.82667&hl=es",
        f"{MAPS}/search/?api=1&query=20.02083%2C-75.82667",
        "maps.google.com/?ll=20.02083,-75.82667",
        "https://www.openstreetmap.org/#map=17/20.02083/-75.82667",
        "https://www.openstreetmap.org/?mlat=20.02083&mlon=-75.82667#map=5/20.0/-75.0",
        "https://geohack.toolforge.org/geohack.php?params=20_1_14.988_N_75_49_36.012_W_type:city",
    ],
)
def test_what_was_copied_from_a_map_is_understood(as_editor, alfa, text):
    assert sent(as_editor, alfa, text) == pytest.approx(HERE, abs=1e-6)


def test_numbers_are_taken_as_before(as_editor, alfa):
    assert sent(as_editor, alfa, "20,02083", longitud="-75.82667") == HERE


def test_what_is_pasted_takes_the_place_of_what_was_there(as_editor, alfa):
    page = make_entidad(alfa, "Registro Civil", latitud=20.1, longitud=-75.9)
    response = send(as_editor, alfa.directorio, page=page, latitud="geo:20.02083,-75.82667")
    assert response.status_code == 302
    page.refresh_from_db()
    kept = page.get_latest_revision_as_object()
    assert (kept.latitud, kept.longitud) == HERE
    form = soup(as_editor.get(f"/admin/pages/{page.pk}/edit/"))
    assert form.find("input", attrs={"name": "latitud"})["value"] == "20.02083"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("https://maps.app.goo.gl/AbCdEf123", "Un enlace corto no dice dónde es."),
        ("goo.gl/maps/AbC", "Un enlace corto no dice dónde es."),
        ("https://osm.org/go/ZZQSgzI", "Un enlace corto no dice dónde es."),
        ("https://www.google.com/maps/place/Parque", "En esa dirección no están las coordenadas."),
        ("https://[no", "En esa dirección no están las coordenadas."),
        ("frente al parque", "No se entiende dónde es."),
        ("20.02083, -75.82667, 17", "No se entiende dónde es."),
        ("20° 75' N 75° 49' O", "No se entiende dónde es."),
        ("20.02083 N 75.82667 N", "No se entiende dónde es."),
        ("N O", "No se entiende dónde es."),
        ("-75.82667, 20.02083", "La latitud y la longitud están cambiadas de lugar."),
        ("40.41, -3.70", "Ese punto no está en Cuba"),
    ],
)
def test_what_says_no_place_is_refused_in_words(as_editor, alfa, text, message):
    response = send(as_editor, alfa.directorio, latitud=text, **{"action-submit": "1"})
    assert message in errors(response)["latitud"]
    assert not EntidadPage.objects.filter(slug="registro-civil").exists()


@pytest.mark.parametrize("piece", ["1", "1.", "1 ", "@1,", "!3d1", "°'", "N1", "20.0,-"])
def test_a_long_text_is_read_in_no_time(as_editor, alfa, piece):
    started = time.process_time()
    response = send(as_editor, alfa.directorio, latitud=(piece * 2000)[:1990])
    assert "latitud" in errors(response)
    assert time.process_time() - started < 5


def test_the_open_form_shows_both_coordinates_once_it_has_saved_itself(as_editor, alfa):
    accepts = {"accept": "application/json"}
    response = send(as_editor, alfa.directorio, latitud="geo:20.02083,-75.82667", headers=accepts)
    updates = response.json()["field_updates"]
    assert (updates["latitud"], updates["longitud"]) == ("20.02083", "-75.82667")
