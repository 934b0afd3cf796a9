"""Pages of open data for people, and a DCAT and schema.org catalogue for programs."""

import hashlib
import json

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from pyld import jsonld

from base.models import PortalSettings
from conjuntos.declaracion import conjuntos
from datos.models import ArchivoDeDatos
from tests.budgets import COLD, WARM, queries, told
from tests.documentos.making import section
from tests.factories import make_entidad, make_page, make_private, prepare, publish
from tests.reading import json_ld, links, meta, rel, soup, text

pytestmark = pytest.mark.django_db

PAGE = "/transparencia/datos/"
CATALOGUE = f"{PAGE}catalogo.jsonld"
DCAT, DCT = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
VCARD = "http://www.w3.org/2006/vcard/ns#"
SPDX = "http://spdx.org/rdf/terms#"


@pytest.fixture(scope="module")
def made(once):
    once(_make)


def _make(portales):
    make_entidad(portales.alfa, "Óptica", slug="optica")
    call_command("preparar_datos", todo=True, verbosity=0)


def card(response, title):
    found = soup(response).select(".lista .tarjeta")
    return next(item for item in found if item.select_one(".tarjeta-titulo").get_text() == title)


def test_every_set_is_there_with_its_lines_its_day_and_its_files(alfa, made):
    response = alfa.get(PAGE)
    titles = [title.get_text() for title in soup(response).select(".lista .tarjeta-titulo")]
    assert sorted(titles) == sorted(str(conjunto.titulo) for conjunto in conjuntos().values())
    directory = card(response, "Directorio")
    words = " ".join(directory.get_text(" ").split())
    assert "1 línea" in words
    row = ArchivoDeDatos.objects.get(site=alfa.site, clave="directorio", formato="csv")
    assert directory.time["datetime"] == str(timezone.localdate(row.hecho_el))
    addresses = [a["href"] for a in directory.select(".enlaces a")]
    assert addresses == [f"{alfa.url}{PAGE}directorio.{kind}" for kind in ("csv", "json")]
    for address in addresses:
        assert alfa.get(address.removeprefix(alfa.url)).status_code == 200
    assert links(response)["Creative Commons Atribución 4.0"] == (
        "https://creativecommons.org/licenses/by/4.0/"
    )
    assert rel(response, "canonical") == [f"{alfa.url}{PAGE}"]
    assert "en archivos que cualquiera puede descargar" in meta(response, "description")


def test_a_set_tells_its_fields_and_how_to_cite_it(alfa, made):
    response = alfa.get(f"{PAGE}directorio/")
    rows = soup(response).select("tbody tr")
    told = {row.th.get_text(): [cell.get_text() for cell in row.find_all("td")] for row in rows}
    assert list(told) == [campo.nombre for campo in conjuntos()["directorio"].campos]
    assert told["latitud"] == ["Latitud, WGS 84, en grados", "número"]
    citation = soup(response).select_one(".cita").get_text(strip=True)
    assert citation.startswith("Portal del Ciudadano de Alfa. Directorio. ")
    assert citation.endswith(f"{alfa.url}{PAGE}directorio/")
    crumbs = [link.get_text() for link in soup(response).select(".migas li")]
    assert crumbs == ["Inicio", "Transparencia", "Datos abiertos", "Directorio"]
    assert "Directorio · Datos abiertos" in soup(response).title.get_text()


def test_before_they_are_made_the_pages_say_so(alfa):
    assert "Se están preparando" in card(alfa.get(PAGE), "Directorio").get_text()
    response = alfa.get(f"{PAGE}directorio/")
    assert "Los archivos se están preparando" in text(response)
    assert "directorio.csv" not in response.content.decode()


def test_the_section_leads_there(alfa):
    assert links(alfa.get("/transparencia/"))["Ver los datos abiertos"] == PAGE


def test_the_licence_is_that_of_the_portal(alfa, beta, committed):
    make_entidad(alfa, "Óptica", slug="optica")
    record = PortalSettings.objects.get(slug="alfa")
    record.licencia_de_datos = "cc0-1.0"
    with committed():
        record.save()
    call_command("preparar_datos", todo=True, verbosity=0)
    assert "CC0 1.0" in text(alfa.get(PAGE))
    assert "Atribución 4.0" in text(beta.get(PAGE))
    data = json.loads(alfa.get(f"{PAGE}directorio.json").getvalue())
    assert data["licencia"] == "https://creativecommons.org/publicdomain/zero/1.0/"


def test_the_province_leads_to_the_data_of_each_municipality(alfa, beta, provincia):
    found = links(provincia.get(PAGE), within=".lateral")
    assert found["Alfa"] == f"{alfa.url}{PAGE}"
    assert found["Beta"] == f"{beta.url}{PAGE}"
    assert "Beta" not in links(alfa.get(PAGE), within=".lateral")


def test_without_a_public_section_nothing_is_given(alfa, beta, made, committed):
    with committed():
        make_private(section(alfa))
    for path in (f"{PAGE}directorio.csv", CATALOGUE):
        assert alfa.get(path).status_code == 404
    asked = alfa.get(PAGE)
    assert asked.status_code == 302  # to the form for the password
    assert "Licencia" not in text(alfa.get(asked["Location"]))
    assert beta.get(f"{PAGE}directorio.csv").status_code == 200


def test_addresses_stay_when_the_section_gets_another_name(alfa, made, committed):
    page = section(alfa)
    page.slug = "cuentas-claras"
    with committed():
        page.save_revision().publish()
    assert alfa.get(f"{PAGE}directorio.csv").status_code == 200
    directory = card(alfa.get("/cuentas-claras/datos/"), "Directorio")
    assert directory.select_one(".enlaces a")["href"] == f"{alfa.url}{PAGE}directorio.csv"
    assert alfa.get("/cuentas-claras/datos/directorio/").status_code == 200


def test_no_page_takes_its_address(alfa, editora):
    make_page(alfa, "Datos", parent=section(alfa), slug="otra")
    assert section(alfa).presentation.reserves_slug("datos")


def test_each_portal_gives_its_own(alfa, beta, made):
    assert "Óptica" in alfa.get(f"{PAGE}directorio.csv").getvalue().decode()
    assert "Óptica" not in beta.get(f"{PAGE}directorio.csv").getvalue().decode()


# --- For programs -------------------------------------------------------------------


def nodes(response):
    """Return {type: objects} of a catalogue, as a JSON-LD processor reads it."""
    assert response["content-type"] == "application/ld+json; charset=utf-8"

    def load(url, options):
        raise AssertionError(f"{url} has to be fetched")

    graph = jsonld.flatten(json.loads(response.content), options={"documentLoader": load})
    found = {}
    for node in graph:
        for kind in node.get("@type", ()):
            found.setdefault(kind, []).append(node)
    return found


def only(node, name):
    [value] = node[name]
    return value.get("@value", value.get("@id"))


def test_the_catalogue_is_dcat(alfa, made):
    found = nodes(alfa.get(CATALOGUE))
    [catalogue] = found[f"{DCAT}Catalog"]
    assert only(catalogue, f"{DCT}title") == "Datos abiertos · Portal del Ciudadano de Alfa"
    assert only(catalogue, f"{DCT}license") == "https://creativecommons.org/licenses/by/4.0/"
    assert len(catalogue[f"{DCAT}dataset"]) == len(conjuntos()) == len(found[f"{DCAT}Dataset"])
    identified = {only(node, f"{DCT}identifier"): node for node in found[f"{DCAT}Dataset"]}
    dataset = identified["alfa-directorio"]
    assert only(dataset, f"{DCT}publisher") == only(catalogue, f"{DCT}publisher")
    assert only(dataset, f"{DCAT}landingPage") == f"{alfa.url}{PAGE}directorio/"
    distributions = {node["@id"]: node for node in found[f"{DCAT}Distribution"]}
    files = [distributions[item["@id"]] for item in dataset[f"{DCAT}distribution"]]
    for node in files:
        response = alfa.get(only(node, f"{DCAT}downloadURL").removeprefix(alfa.url))
        kind = response["content-type"].partition(";")[0]
        assert only(node, f"{DCAT}mediaType").endswith(f"/media-types/{kind}")
        assert only(node, f"{DCAT}byteSize") == response["content-length"]
        [checksum] = node[f"{SPDX}checksum"]
        [checksum] = [item for item in found[f"{SPDX}Checksum"] if item["@id"] == checksum["@id"]]
        content = hashlib.sha256(response.getvalue()).hexdigest()
        assert only(checksum, f"{SPDX}checksumValue") == content


def test_the_catalogue_says_what_the_profile_of_data_portals_asks_for(alfa, made, committed):
    """DCAT-AP: the catalogue states the classes, for readers that infer nothing."""
    record = PortalSettings.for_site(alfa.site)
    record.correo = "datos@alfa.ejemplo.cu"
    with committed():
        record.save()
    found = nodes(alfa.get(CATALOGUE))
    [agent] = found["http://xmlns.com/foaf/0.1/Agent"]
    assert only(agent, "http://xmlns.com/foaf/0.1/name") == "Portal del Ciudadano de Alfa"
    [licence] = found[f"{DCT}LicenseDocument"]
    assert licence["@id"] == "https://creativecommons.org/licenses/by/4.0/"
    [contact] = found[f"{VCARD}Organization"]
    assert only(contact, f"{VCARD}hasEmail") == "mailto:datos@alfa.ejemplo.cu"
    for dataset in found[f"{DCAT}Dataset"]:
        assert only(dataset, f"{DCAT}contactPoint") == contact["@id"]


def test_a_portal_without_an_address_of_mail_names_no_contact(alfa, made):
    assert not nodes(alfa.get(CATALOGUE)).get(f"{VCARD}Organization")


@pytest.mark.parametrize("path", [CATALOGUE, f"{PAGE}directorio.csv", f"{PAGE}directorio.json"])
def test_programs_of_other_sites_read_them_in_a_browser(alfa, made, path):
    assert alfa.get(path)["Access-Control-Allow-Origin"] == "*"


def test_every_statement_of_the_catalogue_is_rdf(alfa, made):
    statements = jsonld.to_rdf(json.loads(alfa.get(CATALOGUE).content))["@default"]
    subjects = {item["subject"]["value"] for item in statements}
    assert f"{alfa.url}{PAGE}directorio/#datos" in subjects
    assert f"{alfa.url}{PAGE}directorio.csv#archivo" in subjects
    sizes = [item["object"] for item in statements if item["predicate"]["value"].endswith("Size")]
    assert len(sizes) == 2 * len(conjuntos())
    assert all(int(size["value"]) > 0 for size in sizes)


def test_the_catalogue_of_the_province_names_those_of_the_municipalities(alfa, provincia):
    [catalogue] = nodes(provincia.get(CATALOGUE))[f"{DCAT}Catalog"]
    parts = {item["@id"] for item in catalogue[f"{DCT}hasPart"]}
    assert f"{alfa.url}{CATALOGUE}" in parts
    assert alfa.get(CATALOGUE).status_code == 200


def test_the_province_finds_the_catalogue_of_whoever_calls_the_section_otherwise(alfa, provincia):
    renamed = section(alfa)
    renamed.slug = "cuentas-claras"
    publish(renamed)
    [catalogue] = nodes(provincia.get(CATALOGUE))[f"{DCAT}Catalog"]
    parts = [item["@id"] for item in catalogue[f"{DCT}hasPart"]]
    [there] = [url.removeprefix(alfa.url) for url in parts if url.startswith(f"{alfa.url}/")]
    assert alfa.get(there).status_code == 200


def test_the_province_names_no_data_of_a_portal_that_is_being_prepared(alfa, beta, provincia):
    prepare(alfa)
    for path in (PAGE, CATALOGUE):
        told = provincia.get(path).content.decode()
        assert beta.host in told
        assert alfa.host not in told


def test_pages_describe_themselves(alfa, made):
    catalogue = json_ld(alfa.get(PAGE))["DataCatalog"]
    assert len(catalogue["dataset"]) == len(conjuntos())
    dataset = json_ld(alfa.get(f"{PAGE}directorio/"))["Dataset"]
    assert dataset["name"] == "Directorio · Portal del Ciudadano de Alfa"
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [item["contentUrl"] for item in dataset["distribution"]] == [
        f"{alfa.url}{PAGE}directorio.csv",
        f"{alfa.url}{PAGE}directorio.json",
    ]


# --- Cost ---------------------------------------------------------------------------


def test_pages_and_files_cost_few_queries(alfa, provincia, made):
    paths = (PAGE, f"{PAGE}directorio/", CATALOGUE, f"{PAGE}directorio.csv")
    for portal in (alfa, provincia):
        for path in paths:
            cold = queries(portal, path)
            assert len(cold) <= COLD, f"{path} {told(cold)}"
            warm = queries(portal, path, warm=True)
            assert len(warm) <= WARM, f"{path} {told(warm)}"


# --- The documentation --------------------------------------------------------------


def test_developers_find_every_field_in_the_documents():
    folder = settings.BASE_DIR / "docs"
    pages = ("datos-abiertos.md", "catalogo-de-tramites.md")
    written = "".join((folder / name).read_text(encoding="utf-8") for name in pages)
    for clave, conjunto in conjuntos().items():
        assert f"| `{clave}` |" in written
        missing = [c.nombre for c in conjunto.campos if f"`{c.nombre}`" not in written]
        assert not missing, clave
