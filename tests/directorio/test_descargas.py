"""Downloads of the directory can be read by programs: vCard, CSV and JSON."""

import csv
import io
import json
from datetime import time

import pytest
import vobject

from directorio.exports import Directorio
from directorio.models import Servicio
from tests.factories import make_entidad, make_private, publish
from tests.reading import json_ld

pytestmark = [pytest.mark.django_db, pytest.mark.on_both_databases]

COLUMNAS = [campo.nombre for campo in Directorio.campos]
# With all characters that are special in vCard or CSV.
NAME = "Óptica «Vista»; Clara, y Cía. \\ señora"


@pytest.fixture
def entidad(alfa):
    page = make_entidad(
        alfa,
        NAME,
        slug="optica",
        resumen="Espejuelos, lentes; y más. " * 6,
        contactos=[
            ("telefono", "22000000", {"extension": "12", "etiqueta": "Recepción"}),
            ("movil", "50000000"),
            ("correo", "optica@ejemplo.cu"),
            ("web", "www.optica.cu"),
            ("telegram", "optica_alfa"),
        ],
        horarios=[("lu-vi", time(8), time(16, 30))],
        calle="Calle 4",
        numero="34",
        entre="A",
        y="B",
        reparto="Reparto Sueño",
        latitud=20.02083,
        longitud=-75.82667,
        otros_nombres="Óptica, OV",
    )
    page.servicios.add(Servicio(nombre="=Espejuelos"))
    publish(page)
    return page


def cards(response):
    assert response["content-type"] == "text/vcard; charset=utf-8"
    return list(vobject.readComponents(response.content.decode()))


def test_one_entity_goes_into_the_address_book(alfa, entidad):
    response = alfa.get("/directorio/optica/vcf/")
    [card] = cards(response)
    assert card.fn.value == NAME
    assert [tel.value for tel in card.tel_list] == ["+5322000000;ext=12", "+5350000000"]
    assert card.email.value == "optica@ejemplo.cu"
    assert card.adr.value.street == "Calle 4 No. 34 e/ A y B"
    assert card.adr.value.city == "Alfa la Vieja"
    assert "Lunes a viernes: 8:00 a.m. a 4:30 p.m." in card.note.value
    assert "Espejuelos, lentes; y más." in card.note.value
    assert card.geo.value == "20.02083;-75.82667"
    assert "optica.vcf" in response["content-disposition"]
    lines = response.content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75


def test_the_whole_municipality_is_one_file(alfa, provincia, entidad):
    make_entidad(provincia, "Aguas Santiago", municipios=[alfa])
    make_entidad(alfa, "En preparación", live=False)
    assert [card.fn.value for card in cards(alfa.get("/directorio/vcf/"))] == [
        "Aguas Santiago",
        NAME,
    ]


def test_the_table_keeps_its_names_and_no_cell_is_a_formula(alfa, entidad):
    response = alfa.get("/directorio/csv/")
    text = response.content.decode("utf-8-sig")
    assert response.content.startswith(b"\xef\xbb\xbf")
    [row] = csv.DictReader(io.StringIO(text))
    assert list(row) == COLUMNAS
    assert row["nombre"] == NAME
    assert row["telefonos"] == "+5322000000;ext=12 | +5350000000"
    assert row["telefonos_para_que"].split(" | ") == ["Recepción", ""]
    assert row["servicios"] == "'=Espejuelos"
    assert row["direccion"] == "Calle 4 No. 34 e/ A y B, Reparto Sueño"
    assert float(row["longitud"]) == -75.82667


def test_the_data_have_lists_and_numbers(alfa, entidad):
    make_entidad(alfa, "Óptica del parque", parent=entidad, slug="parque")
    data = json.loads(alfa.get("/directorio/json/").content)
    assert data["portal"] == "Portal del Ciudadano de Alfa"
    first = next(row for row in data["entidades"] if row["nombre"] == NAME)
    assert list(first) == COLUMNAS
    assert first["telefonos"] == ["+5322000000;ext=12", "+5350000000"]
    assert first["telefonos_para_que"] == ["Recepción", ""]
    assert first["horario"][0] == "Lunes a viernes: 8:00 a.m. a 4:30 p.m."
    assert first["longitud"] == -75.82667
    assert first["id"] == str(entidad.translation_key)
    office = next(row for row in data["entidades"] if row["nombre"] == "Óptica del parque")
    assert office["oficina_de"] == NAME
    assert office["url"] == f"{alfa.url}/directorio/optica/parque/"


@pytest.mark.parametrize("kind", ["vcf", "csv", "json"])
def test_what_is_private_is_in_no_file(alfa, entidad, kind):
    make_private(entidad)
    assert "Vista" not in alfa.get(f"/directorio/{kind}/").content.decode()


def test_what_is_above_is_named_only_where_the_public_may_read_it(alfa, entidad, committed):
    above = make_entidad(alfa, "Dirección de Salud")
    entidad.depende_de = above
    publish(entidad)

    def named():
        rows = {row["nombre"]: row for row in alfa.get("/directorio/json/").json()["entidades"]}
        described = json_ld(alfa.get("/directorio/optica/"))["GovernmentOffice"]
        return rows[NAME]["depende_de"], described.get("parentOrganization", {}).get("name")

    assert named() == ("Dirección de Salud", "Dirección de Salud")
    with committed():
        make_private(above)
    assert named() == (None, None)
    assert "Dirección de Salud" not in alfa.get("/directorio/csv/").content.decode()
