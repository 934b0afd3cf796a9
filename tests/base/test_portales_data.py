"""The data file of the ten real portals, and the error messages for a wrong entry."""

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.utils import translation
from wagtail.models import Site

from base.portales import read_portales
from tests.conftest import PORTALES_TOML

# Slug, name, host as the client wrote it, seat: facts that the client supplied.
FACTS = [
    ("provincia", "Santiago de Cuba", "www.santiago.gob.cu", "Santiago de Cuba"),
    ("contramaestre", "Contramaestre", "www.contramaestre.gob.cu", "Contramaestre"),
    ("san-luis", "San Luis", "www.sanluis.gob.cu", "San Luis"),
    ("palma-soriano", "Palma Soriano", "www.palmasaoriano.gob.cu", "Palma Soriano"),
    ("segundo-frente", "Segundo Frente", "www.segundofrente.gob.cu", "Mayarí Arriba"),
    ("tercer-frente", "Tercer Frente", "www.tercerfrente.gob.cu", "Cruce de los Baños"),
    ("mella", "Mella", "www.amppmella.gob.cu", "Mella"),
    ("guama", "Guamá", "www.guama.gob.cu", "Chivirico"),
    ("songo-la-maya", "Songo-La Maya", "www.songolamaya.gob.cu", "La Maya"),
    ("santiago-de-cuba", "Santiago de Cuba", "www.santiaguero.gob.cu", "Santiago de Cuba"),
]
# WGS84 of the seats, to a hundredth of a degree (about one kilometre).
SEATS = {
    "provincia": (20.02, -75.82),
    "contramaestre": (20.30, -76.24),
    "san-luis": (20.19, -75.85),
    "palma-soriano": (20.21, -75.99),
    "segundo-frente": (20.41, -75.53),
    "tercer-frente": (20.17, -76.33),
    "mella": (20.37, -75.91),
    "guama": (19.98, -76.41),
    "songo-la-maya": (20.17, -75.65),
    "santiago-de-cuba": (20.02, -75.82),
}

REAL_FILE = django_settings.BASE_DIR / "santiago" / "portales.toml"


@pytest.fixture(scope="module")
def real():
    return {portal.slug: portal for portal in read_portales(REAL_FILE)}


def test_the_ten_portals_are_those_of_the_client(real):
    assert sorted(real) == sorted(slug for slug, *_ in FACTS)
    for slug, nombre, host, sede in FACTS:
        portal = real[slug]
        assert (portal.nombre, portal.hosts[0], portal.sede) == (nombre, host, sede)
        assert (round(portal.latitud, 2), round(portal.longitud, 2)) == SEATS[slug]


def test_only_the_province_is_provincial_and_comes_first(real):
    assert [slug for slug, portal in real.items() if portal.es_provincial] == ["provincia"]
    assert next(iter(real)) == "provincia"


def test_the_correct_spelling_of_palma_soriano_is_an_alias(real):
    assert real["palma-soriano"].hosts == (
        "www.palmasaoriano.gob.cu",
        "www.palmasoriano.gob.cu",
    )


def test_each_portal_has_a_colour_of_its_own(real):
    assert len({portal.acento for portal in real.values()}) == 10


def test_a_population_never_comes_without_its_year(real):
    for portal in real.values():
        assert (portal.poblacion is None) == (portal.poblacion_anio is None)


def test_names_say_which_santiago_is_meant(real):
    assert real["provincia"].titulo_publico != real["santiago-de-cuba"].titulo_publico
    assert "provincia" in real["provincia"].titulo_publico


def test_names_are_in_the_language_of_the_reader(real):
    with translation.override("en"):
        names = [real[slug].titulo_publico for slug in ("provincia", "santiago-de-cuba", "mella")]
    assert names == [
        "Citizen Portal of the province of Santiago de Cuba",
        "Citizen Portal of the municipality of Santiago de Cuba",
        "Citizen Portal of Mella",
    ]


BAD = {
    "a broken table": ("[[portal]\nslug=", "line"),
    "no portal at all": ("", "exactly one portal must have tipo = “provincial”"),
    "two provinces": (
        PORTALES_TOML.replace('"municipal"', '"provincial"', 1),
        "exactly one portal must have tipo = “provincial”",
    ),
    "an unknown key": (
        PORTALES_TOML.replace("sede =", "cabecera =", 1),
        "portal 1 (provincia): unknown keys ['cabecera']",
    ),
    "a missing key": (PORTALES_TOML.replace('sede = "Beta"\n', ""), "portal 3 (beta): "),
    "a slug with capitals": (
        PORTALES_TOML.replace('"alfa"', '"Alfa"'),
        "portal 2 (Alfa): slug must be lower-case letters, digits and hyphens",
    ),
    "an empty slug": (
        PORTALES_TOML.replace('slug = "alfa"', 'slug = ""'),
        "portal 2 (): slug must",
    ),
    "an unknown kind": (
        PORTALES_TOML.replace('"municipal"', '"comunal"', 1),
        "portal 2 (alfa): tipo must be “provincial” or “municipal”",
    ),
    "an unknown colour": (
        PORTALES_TOML.replace('"mar"', '"magenta"'),
        "portal 2 (alfa): acento must be one of",
    ),
    "no host": (
        PORTALES_TOML.replace('hosts = ["www.beta.gob.cu"]', "hosts = []"),
        "portal 3 (beta): at least one host is needed",
    ),
    "a host twice": (
        PORTALES_TOML.replace("www.beta.gob.cu", "www.alfa.gob.cu"),
        "repeated host: www.alfa.gob.cu",
    ),
    "a slug twice": (PORTALES_TOML.replace('"beta"', '"alfa"'), "repeated slug: alfa"),
    "a list of names": ('portal = ["alfa", "beta"]', "each portal must be a table"),
    "a single table": ('[portal]\nslug = "alfa"', "each portal must be a table"),
    "a slug that is a number": (PORTALES_TOML.replace('slug = "alfa"', "slug = 7"), "portal 2 (7)"),
    "one host outside a list": (
        PORTALES_TOML.replace('hosts = ["www.beta.gob.cu"]', 'hosts = "www.beta.gob.cu"'),
        "portal 3 (beta): ",
    ),
    "a host with scheme": (
        PORTALES_TOML.replace("www.beta.gob.cu", "https://www.beta.gob.cu/"),
        "portal 3 (beta): ",
    ),
    "a latitude in words": (PORTALES_TOML.replace("20.2", '"norte"'), "portal 3 (beta): "),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("data", "message"), BAD.values(), ids=BAD)
def test_crear_portales_names_the_entry_and_the_fault_of(portales_file, data, message):
    path = portales_file(data)
    sites = Site.objects.count()
    with pytest.raises(CommandError) as error:
        call_command("crear_portales")
    assert str(error.value).startswith(f"{path}: ")
    assert message in str(error.value)
    assert Site.objects.count() == sites


@pytest.mark.django_db
def test_crear_portales_says_that_the_data_file_is_missing(settings, tmp_path):
    settings.PORTALES_FILE = str(tmp_path / "nada.toml")
    with pytest.raises(CommandError, match=r"nada\.toml"):
        call_command("crear_portales")


def test_the_system_check_reports_a_bad_file(portales_file):
    path = portales_file(PORTALES_TOML.replace('"mar"', '"magenta"'))
    with pytest.raises(SystemCheckError, match="acento must be one of") as error:
        call_command("check")
    assert str(path) in str(error.value)
