"""The directory is listed, filtered by name, type, letter or service, and printed."""

from datetime import date, time

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from directorio import listing
from directorio.models import DiaFeriado, Servicio
from search.indice import indexed_at_once
from tests.budgets import COLD, WARM, forget_pages, queries, told
from tests.factories import get_tipo, make_entidad, make_private, publish
from tests.reading import links, soup, text

from .contactos import with_contacts

pytestmark = [pytest.mark.django_db, pytest.mark.on_both_databases]

OFFICE = [("lu-vi", time(8), time(12)), ("lu-vi", time(13), time(16, 30))]


def listed(response):
    return [" ".join(a.get_text().split()) for a in soup(response).select(".tarjeta-titulo a")]


@pytest.fixture(scope="module")
def entidades(once):
    once(_make_entidades)


@indexed_at_once()
def _make_entidades(portales):
    alfa = portales.alfa
    kinds = {slug: get_tipo(slug) for slug in ("salud", "tramites")}
    clinic = make_entidad(alfa, "Policlínico Ñico López", tipo=kinds["salud"])
    clinic.servicios.add(Servicio(nombre="Vacunación"))
    publish(clinic)
    make_entidad(alfa, "Óptica", tipo=kinds["salud"], calle="Calle Céspedes")
    make_entidad(alfa, "Registro Civil", tipo=kinds["tramites"], otros_nombres="certificaciones")
    make_entidad(alfa, "Consultorio 14", parent=clinic, tipo=kinds["salud"])


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["Óptica", "Policlínico Ñico López", "Registro Civil"]),
        ({"tipo": "salud"}, ["Óptica", "Policlínico Ñico López"]),
        ({"tipo": "no-existe"}, ["Óptica", "Policlínico Ñico López", "Registro Civil"]),
        ({"letra": "O"}, ["Óptica"]),
        ({"letra": "r"}, ["Registro Civil"]),
        ({"q": "optica"}, ["Óptica"]),
        ({"q": "ÓPTICA  "}, ["Óptica"]),
        ({"q": "vacunacion"}, ["Policlínico Ñico López"]),
        ({"q": "cespedes"}, ["Óptica"]),
        ({"q": "certificaciones registro"}, ["Registro Civil"]),
        ({"q": "consultorio"}, ["Consultorio 14"]),
        ({"q": "100%_ '\x00"}, []),
        ({"q": "salud", "tipo": "tramites"}, []),
    ],
)
def test_people_find_an_entity_as_they_name_it(alfa, entidades, query, titles):
    response = alfa.get("/directorio/", query)
    assert response.status_code == 200
    assert listed(response) == titles


def test_nothing_found_says_so_and_leads_back(alfa, entidades):
    response = alfa.get("/directorio/", {"q": "xilófono"})
    assert "Ninguna entidad coincide" in text(response)
    assert links(response)["Ver todo el directorio"] == "/directorio/"


def test_what_was_found_by_a_word_leads_to_the_rest_and_offers_no_letters(alfa, entidades):
    make_entidad(alfa, "Notaría")
    assert len(soup(alfa.get("/directorio/")).select(".letras a")) == 4
    found = alfa.get("/directorio/", {"q": "optica"})
    assert links(found)["Ver todo el directorio"] == "/directorio/"
    assert not soup(found).select(".letras a")


def test_a_long_directory_has_pages_that_keep_the_filter(alfa, monkeypatch):
    monkeypatch.setattr(listing.EntidadesList, "per_page", 2)
    for number in range(1, 4):
        make_entidad(alfa, f"Bodega {number}")
    first = alfa.get("/directorio/", {"q": "bodega"})
    assert listed(first) == ["Bodega 1", "Bodega 2"]
    assert listed(alfa.get(links(first)["Siguiente"])) == ["Bodega 3"]
    assert listed(alfa.get("/directorio/?page=99")) == ["Bodega 3"]


def test_an_entity_of_the_province_stands_once_whatever_it_owns(provincia, alfa, beta):
    water = make_entidad(provincia, "Aguas", municipios=[alfa, beta])
    make_entidad(provincia, "Oficina de Alfa", parent=water, municipios=[alfa])
    make_entidad(provincia, "Oficina de Beta", parent=water, municipios=[beta])
    make_entidad(provincia, "Dirección Provincial")
    for portal, office in ((alfa, "Oficina de Alfa"), (beta, "Oficina de Beta")):
        assert listed(portal.get("/directorio/")) == ["Aguas"]
        page = portal.get("/directorio/provincia/aguas/")
        assert listed(page) == [office]
        assert portal.get(links(page)[office]).status_code == 200
    assert listed(provincia.get("/directorio/")) == ["Aguas", "Dirección Provincial"]
    assert alfa.get("/directorio/provincia/direccion-provincial/").status_code == 404
    for site_map in (alfa.get("/sitemap.xml"), provincia.get("/sitemap.xml")):
        locations = [tag.text for tag in soup(site_map).find_all("loc")]
        assert not [url for url in locations if "/directorio/provincia/" in url]


def test_an_office_of_the_province_is_found_where_its_entity_serves_nobody(provincia, alfa):
    company = make_entidad(provincia, "Empresa")
    make_entidad(provincia, "Oficina de Alfa", parent=company, municipios=[alfa])
    directory = alfa.get("/directorio/")
    assert listed(directory) == ["Oficina de Alfa"]
    page = alfa.get(links(directory)["Oficina de Alfa"])
    assert "Oficina de Alfa" in text(page)
    assert links(page, within=".migas")["Directorio"] == "/directorio/"
    assert alfa.get("/directorio/provincia/empresa/").status_code == 404
    assert alfa.get("/directorio/provincia/empresa/no-existe/").status_code == 404


def test_an_entity_of_another_municipality_is_not_listed_whatever_it_declares(alfa, beta):
    page = make_entidad(alfa, "Empresa de Alfa", municipios=[beta])
    assert page.municipios_atendidos.exists()
    assert listed(beta.get("/directorio/")) == []


def test_what_is_not_public_is_neither_listed_nor_shown(provincia, alfa):
    make_entidad(alfa, "En preparación", live=False)
    make_private(make_entidad(alfa, "Interna"))
    make_private(make_entidad(provincia, "Reservada", municipios=[alfa]))
    assert listed(alfa.get("/directorio/")) == []
    assert alfa.get("/directorio/provincia/reservada/").status_code == 404
    assert "Todavía no hay entidades" in text(alfa.get("/directorio/"))


def test_whom_to_call_in_need_comes_first(provincia, alfa):
    urgent = get_tipo("emergencias")
    make_entidad(
        provincia, "Bomberos", tipo=urgent, contactos=[("telefono", "105")], municipios=[alfa]
    )
    response = alfa.get("/directorio/")
    [numbers] = soup(response).select(".urgentes")
    assert numbers.find("a")["href"] == "tel:105"
    words = text(response)
    assert words.index("Teléfonos de emergencia") < words.index("Buscar Elegir un tipo")
    # The printed sheet names it only once.
    assert text(alfa.get("/directorio/imprimir/")).count("Bomberos") == 1


def test_the_search_of_a_portal_finds_the_entities_of_the_province_that_serve_it(
    provincia, alfa, beta
):
    make_entidad(provincia, "Bomberos", otros_nombres="rescate", municipios=[alfa])
    for words in ("bomberos", "rescate"):
        found = links(alfa.get("/buscar/", {"q": words}), within=".lista")
        assert found["Bomberos"] == "/directorio/provincia/bomberos/"
    assert "No encontramos nada" in text(beta.get("/buscar/", {"q": "bomberos"}))
    assert "1 resultado para «bomberos»" in text(provincia.get("/buscar/", {"q": "bomberos"}))


def test_the_sheet_has_everything_on_it(alfa, entidades):
    sheet = text(alfa.get("/directorio/imprimir/"))
    for title in ("Óptica", "Policlínico Ñico López", "Registro Civil", "Consultorio 14"):
        assert title in sheet


def test_the_sheet_says_of_what_day_it_is(alfa, entidades):
    sheet = text(alfa.get("/directorio/imprimir/"))
    assert f"Datos del {date_format(timezone.localdate())}" in sheet


def test_a_directory_too_long_for_one_sheet_goes_on_with_the_next(alfa, entidades, monkeypatch):
    monkeypatch.setattr(listing.HojaList, "per_page", 3)
    first = alfa.get("/directorio/imprimir/")
    # Sorted by type, so that readers find where a type continues.
    assert "Registro Civil" not in text(first)
    following = alfa.get(links(first)["Siguiente"])
    assert "Registro Civil" in text(following)
    assert "Óptica" not in text(following)
    for page in (first, following):
        asked = page.wsgi_request.get_full_path()
        assert f'<link rel="canonical" href="{alfa.url}{asked}">' in page.content.decode()


@pytest.mark.parametrize("path", ["/directorio/", "/directorio/registro-civil/", "/donde-acudir/"])
def test_no_cache_holds_what_is_about_to_change(alfa, clock, path):
    with_contacts(alfa, make_entidad(alfa, "Registro Civil", horarios=OFFICE))
    clock.shows("2026-11-24T11:50:00")
    response = alfa.get(path)
    assert "Abierto ahora" in text(response)
    assert "max-age=30" in response["cache-control"]
    forget_pages()
    clock.shows("2026-11-24T11:59:10")
    response = alfa.get(path)
    assert "Abierto ahora" in text(response)
    assert "max-age=0" in response["cache-control"]
    clock.shows("2026-11-24T12:00:00")
    assert "Cerrado ahora" in text(alfa.get(path))


def test_a_holiday_of_the_province_closes_whoever_does_not_say_otherwise(alfa, clock):
    make_entidad(alfa, "Registro Civil", horarios=OFFICE)
    make_entidad(alfa, "Farmacia", horarios=OFFICE, atiende_feriados=True)
    clock.shows("2026-12-25T10:00:00")
    DiaFeriado.objects.create(fecha=date(2026, 12, 25), motivo="Navidad")
    forget_pages()
    page = text(alfa.get("/directorio/registro-civil/"))
    assert "Cerrado ahora · Navidad · abre el lunes a las 8:00 a.m." in page
    assert "Abierto ahora" in text(alfa.get("/directorio/farmacia/"))


def fill(portal, provincia, numbers):
    for number in numbers:
        fields = {
            "contactos": [("telefono", f"2200000{number}"), ("correo", f"e{number}@ejemplo.cu")],
            "horarios": OFFICE,
            "calle": "Calle 4",
        }
        entidad = make_entidad(portal, f"Entidad {number}", **fields)
        make_entidad(portal, f"Oficina {number}", parent=entidad, **fields)
        first = portal.directorio.get_children().first().specific
        make_entidad(portal, f"Sucursal {number}", parent=first, **fields)
        make_entidad(provincia, f"Empresa {number}", municipios=[portal], **fields)


PATHS = [
    "/directorio/",
    "/directorio/?q=entidad",
    "/directorio/?tipo=tramites&letra=E",
    "/directorio/imprimir/",
    "/directorio/csv/",
    "/directorio/vcf/",
    "/directorio/entidad-1/",
    "/directorio/entidad-1/informar/",
    "/directorio/provincia/empresa-1/",
]


def test_the_directory_keeps_its_budget_however_long_it_is(alfa, provincia):
    fill(alfa, provincia, [1, 2])
    before = {path: queries(alfa, path) for path in PATHS}
    over = [f"{path}: {told(found)}" for path, found in before.items() if len(found) > COLD]
    for path in PATHS:
        forget_pages()
        alfa.get("/noticias/")
        alfa.get(path)
        warm = queries(alfa, path, warm=True)
        if len(warm) > WARM:
            over.append(f"{path} with warm caches: {told(warm)}")
    assert not over, "\n\n".join(over)
    fill(alfa, provincia, [3, 4, 5])
    for path in PATHS:
        after = queries(alfa, path)
        assert len(after) == len(before[path]), f"{path}\n{told(before[path])}\n{told(after)}"
