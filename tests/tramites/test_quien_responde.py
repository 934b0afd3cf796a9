"""The entidad that answers for a procedure is, in each municipality, the one that serves it."""

import csv
import io

import pytest

from directorio.models import TipoEntidad
from home.creacion import create_portales
from tests.conftest import GAMMA, PORTALES_TOML, portal_fixture
from tests.factories import make_entidad, make_tramite, publish
from tests.reading import json_ld, links, soup, text

PATH = "/tramites/poner-el-agua/"


@pytest.fixture
def companies(provincia, alfa, beta):
    """The companies of Alfa and of Beta, each with a telephone."""
    return [
        make_entidad(
            provincia, f"Aguas de {name}", municipios=[portal], contactos=[("telefono", number)]
        )
        for name, portal, number in [("Alfa", alfa, "22 000010"), ("Beta", beta, "22 000012")]
    ]


@pytest.fixture
def agua(provincia, companies):
    main, other = companies
    return make_tramite(
        provincia, "Poner el agua", entidad=main, otras_entidades=[{"entidad": other}]
    )


def told(portal, path=PATH):
    """Return the entidades that the page of a procedure names as answering for it."""
    return [a.get_text() for a in soup(portal.get(path)).select(".revision a")]


def rows(portal):
    content = portal.get("/tramites/catalogo/csv/").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_each_municipality_reads_of_the_one_that_serves_it(agua, provincia, alfa, beta):
    assert told(provincia) == ["Aguas de Alfa", "Aguas de Beta"]
    assert "Responden, según el municipio:" in text(provincia.get(PATH))
    for portal, name, number, other in [
        (alfa, "Aguas de Alfa", "22 000010", "22 000012"),
        (beta, "Aguas de Beta", "22 000012", "22 000010"),
    ]:
        words = text(portal.get(PATH))
        assert told(portal) == [name]
        assert number in words
        assert other not in words
        assert other not in text(portal.get(f"{PATH}texto/"))
        service = json_ld(portal.get(PATH))["GovernmentService"]
        assert service["serviceOperator"]["name"] == name


def test_lists_and_open_data_say_the_same(agua, provincia, alfa, beta):
    for portal, names in [
        (provincia, ["Aguas de Alfa", "Aguas de Beta"]),
        (alfa, ["Aguas de Alfa"]),
        (beta, ["Aguas de Beta"]),
    ]:
        page = portal.get("/tramites/")
        card = soup(page).select_one(".lista .tarjeta")
        assert card.select_one("small").get_text() == " · ".join(names)
        assert [row["hasCompetentAuthority"] for row in rows(portal)] == ["; ".join(names)]
        narrowed = [url for text, url in links(page).items() if "entidad=" in url]
        assert len(narrowed) == len(names)
        for url in narrowed:
            assert "Poner el agua" in text(portal.get(url))


@pytest.mark.on_both_databases
def test_the_search_leads_to_the_offices_that_serve_here(agua, companies, alfa, beta):
    for company, street in zip(companies, ["Martí", "Maceo"], strict=True):
        company.calle = street
        publish(company)
    for portal, here, elsewhere in [(alfa, "Martí", "Maceo"), (beta, "Maceo", "Martí")]:
        found = text(portal.get("/buscar/", {"q": "poner agua"}))
        assert here in found
        assert elsewhere not in found


def test_who_serves_others_does_not_answer_here(companies, provincia, alfa, beta):
    make_tramite(provincia, "Poner el agua", entidad=companies[0])
    assert told(alfa) == ["Aguas de Alfa"]
    assert told(beta) == []
    assert "22 000010" not in text(beta.get(PATH))
    assert [row["hasCompetentAuthority"] for row in rows(beta)] == [""]


def test_an_entity_of_which_nobody_said_whom_it_serves_answers_everywhere(provincia, alfa):
    justicia = make_entidad(provincia, "Dirección de Justicia")
    make_tramite(provincia, "Poner el agua", entidad=justicia)
    assert told(alfa) == ["Dirección de Justicia"]


def test_a_municipality_shows_its_own_of_the_kind_that_the_procedure_names(
    companies, provincia, alfa, beta, committed
):
    kind = TipoEntidad.objects.get(slug="servicios", locale=provincia.site.root_page.locale_id)
    own = make_entidad(beta, "Acueducto de Beta", tipo=kind, contactos=[("telefono", "22 777777")])
    make_entidad(beta, "Otra oficina", parent=own, tipo=kind)
    make_tramite(provincia, "Poner el agua", entidad=companies[0], clase_de_entidad=kind)
    assert told(alfa) == ["Aguas de Alfa"]
    assert told(beta) == ["Acueducto de Beta"]
    assert "22 777777" in text(beta.get(PATH))
    # With two entidades of a kind as wide as «Agua y electricidad», neither of them is named.
    with committed():
        make_entidad(beta, "Empresa Eléctrica de Beta", tipo=kind)
    assert told(beta) == []


def test_what_an_office_says_of_itself_comes_before_what_is_said_above_it(provincia, alfa, beta):
    company = make_entidad(provincia, "Aguas", atiende_a_todos=True)
    office = make_entidad(provincia, "Aguas: la costa", parent=company, municipios=[beta])
    make_tramite(provincia, "Poner el agua", entidad=office)
    assert told(beta) == ["Aguas: la costa"]
    assert told(alfa) == []


def test_a_portal_of_later_is_served_by_who_serves_all(provincia, alfa, portales_file, committed):
    empresa = make_entidad(provincia, "Empresa Eléctrica", atiende_a_todos=True)
    make_tramite(provincia, "Poner la luz", entidad=empresa)
    portales_file(PORTALES_TOML + GAMMA)
    with committed():
        create_portales(lambda line: None)
    for portal in (alfa, portal_fixture("gamma")):
        assert "Empresa Eléctrica" in text(portal.get("/directorio/"))
        assert told(portal, "/tramites/poner-la-luz/") == ["Empresa Eléctrica"]
        assert portal.get("/directorio/provincia/empresa-electrica/").status_code == 200
        assert "Empresa Eléctrica" in text(portal.get("/buscar/", {"q": "electrica"}))
