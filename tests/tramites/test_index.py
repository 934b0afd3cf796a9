"""The list of procedures, its filters, its open data, and the most used ones."""

import csv
import io

import pytest

from noticias.models import TramiteRelacionado
from search.indice import indexed_at_once
from tests.budgets import queries
from tests.factories import (
    compose,
    link_list,
    make_entidad,
    make_local,
    make_noticia,
    make_page,
    make_private,
    make_tramite,
    publish,
    put_first,
)
from tests.reading import json_ld, links, rel, soup, text
from tramites.models import TramitePage


def titles(response):
    return [h3.get_text() for h3 in soup(response).select(".lista .tarjeta h3")]


@pytest.fixture(scope="module")
def _several(once):
    once(_make_several)


@indexed_at_once()
def _make_several(portales):
    provincia, alfa = portales.provincia, portales.alfa
    make_tramite(provincia, "Ácometida de agua", eventos=["electricidad-y-agua"])
    make_tramite(
        provincia,
        "Carné de identidad",
        entidad=make_entidad(provincia, "Registro Civil", municipios=[alfa]),
        eventos=["identidad"],
        nombres_populares="documento, chapilla",
    )
    make_tramite(alfa, "Permiso de parqueo")


@pytest.fixture
def several(_several, portales):
    """Procedures of the province and of Alfa, by a word of their title."""
    words = {"acometida": "Ácometida", "carne": "Carné", "parqueo": "parqueo"}
    return {key: TramitePage.objects.get(title__contains=word) for key, word in words.items()}


def test_a_municipality_lists_those_of_the_province_and_its_own(several, alfa, beta, provincia):
    assert titles(alfa.get("/tramites/")) == [
        "Ácometida de agua",
        "Carné de identidad",
        "Permiso de parqueo",
    ]
    for portal in (beta, provincia):
        assert titles(portal.get("/tramites/")) == ["Ácometida de agua", "Carné de identidad"]


def test_the_links_stay_in_the_portal(several, alfa):
    found = links(alfa.get("/tramites/"), within=".lista")
    assert found["Carné de identidad"] == "/tramites/carne-de-identidad/"
    assert alfa.get(found["Carné de identidad"]).status_code == 200


@pytest.mark.on_both_databases
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=CARNE", ["Carné de identidad"]),
        ("q=chapílla", ["Carné de identidad"]),
        ("q=agua+acometida", ["Ácometida de agua"]),
        ("q=nada", []),
        ("evento=identidad", ["Carné de identidad"]),
        ("evento=nada", []),
        ("letra=a", ["Ácometida de agua"]),
        ("letra=%C3%81", ["Ácometida de agua"]),
        ("entidad=999999", []),
        ("entidad=nada", ["Ácometida de agua", "Carné de identidad", "Permiso de parqueo"]),
        ("q=%00", ["Ácometida de agua", "Carné de identidad", "Permiso de parqueo"]),
    ],
)
def test_it_can_be_narrowed(several, alfa, query, found):
    response = alfa.get(f"/tramites/?{query}")
    assert response.status_code == 200
    assert titles(response) == found


def test_it_can_be_narrowed_to_an_entity(several, alfa):
    url = links(alfa.get("/tramites/"), within=".lateral")["Registro Civil (1)"]
    assert titles(alfa.get(f"/tramites/{url.removeprefix('/tramites/')}")) == ["Carné de identidad"]


@pytest.mark.on_both_databases
def test_life_events_stand_in_the_order_of_the_province_with_their_numbers(several, alfa):
    found = links(alfa.get("/tramites/"), within=".filtros")
    assert list(found) == ["Identidad (1)", "Electricidad y agua (1)"]


def test_who_has_narrowed_the_list_reads_first_what_was_found(several, alfa):
    whole = alfa.get("/tramites/")
    narrowed = alfa.get("/tramites/?evento=identidad")
    ways = "nav.filtros ~ .tarjeta"
    assert soup(whole).select(ways)
    assert not soup(narrowed).select(ways)
    assert "Electricidad y agua (1)" in links(narrowed, within=".filtros")


@pytest.mark.on_both_databases
def test_letters_are_offered_where_they_lead_through_what_is_shown(provincia, alfa):
    for name in ("Acometida", "Baja", "Carné", "Duplicado"):
        make_tramite(provincia, name, eventos=["identidad"])
    for query, offered in (("", 4), ("?letra=b", 4), ("?evento=identidad", 0), ("?q=baja", 0)):
        assert len(soup(alfa.get(f"/tramites/{query}")).select(".letras a")) == offered, query


def most_used(response):
    return [strong.get_text() for strong in soup(response).select(".accesos strong")]


def test_the_most_used_are_those_the_portal_chose_and_else_the_provinces(
    several, alfa, beta, provincia, committed
):
    assert most_used(alfa.get("/tramites/")) == []
    with committed():
        put_first(provincia, several["carne"])
    for portal in (provincia, alfa, beta):
        assert most_used(portal.get("/tramites/")) == ["Carné de identidad"]
    with committed():
        put_first(alfa, several["parqueo"], several["acometida"])
    assert most_used(alfa.get("/tramites/")) == ["Permiso de parqueo", "Ácometida de agua"]
    assert most_used(beta.get("/tramites/")) == ["Carné de identidad"]


def test_the_list_tells_what_is_not_done_here(several, beta):
    make_local(beta, several["carne"], ofrece="no", ofrece_motivo="No hay oficina.")
    assert "No se hace aquí" in text(beta.get("/tramites/?q=carne"))


@pytest.mark.on_both_databases
def test_many_are_read_page_by_page(provincia, alfa):
    for number in range(30):
        make_tramite(provincia, f"Trámite {number:02}")
    first = alfa.get("/tramites/")
    assert len(titles(first)) == 15
    assert len(titles(alfa.get("/tramites/?page=2"))) == 15
    assert rel(alfa.get("/tramites/?page=2"), "canonical") == [f"{alfa.url}/tramites/?page=2"]


@pytest.fixture
def rows(certificacion, oficina, alfa):
    make_local(alfa, certificacion, costos=[{"concepto": "Aquí", "importe": 7}])
    response = alfa.get("/tramites/catalogo/csv/")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_catalogue_is_read_by_a_spreadsheet(rows, certificacion, alfa):
    [row] = rows
    assert row["identifier"] == str(certificacion.translation_key)
    assert row["name"] == "Certificación de nacimiento"
    assert row["keyword"] == "inscripción | partida"
    assert row["isGroupedBy"] == "Nacer y registrar | Identidad"
    assert row["hasInput"] == "Carné de identidad | Tomo y folio"
    assert row["hasCost"] == "Aquí"
    assert row["hasCostValue"] == ""
    assert row["hasCostReason"] == "por confirmar: se dice 7.00 CUP, sin fuente o sin fecha"
    assert row["processingTime"] == "P15D"
    assert row["processingTimeText"] == (
        "De 2 a 15 días naturales, desde la entrega de la solicitud"
    )
    assert row["page"] == f"{alfa.url}/tramites/certificacion-de-nacimiento/"


def test_the_catalogue_is_read_by_programs(certificacion, provincia):
    [row] = provincia.get("/tramites/catalogo/json/").json()["tramites"]
    assert row["hasCost"][0] == {
        "description": "Certificación",
        "hasValue": "5.00",
        "currency": "CUP",
        "reason": "",
        "source": "Ley 113",
        "modified": "2026-01-02",
    }
    assert row["hasCostValue"] == ["5.00", ""]
    assert row["hasCost"][1]["hasValue"] == ""
    assert row["hasCost"][1]["reason"].startswith("por confirmar")
    assert row["status"] == "normal"
    assert row["language"] == "es"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?q=chapilla", ["Carné de identidad"]),
        ("?evento=electricidad-y-agua", ["Ácometida de agua"]),
        ("?letra=p", ["Permiso de parqueo"]),
        ("?letra=a&evento=identidad", []),
    ],
)
def test_the_catalogue_is_that_of_the_list(several, alfa, query, names):
    page = alfa.get(f"/tramites/{query}")
    rows = alfa.get(f"/tramites/catalogo/json/{query}").json()["tramites"]
    assert [row["name"] for row in rows] == titles(page) == names
    if names:
        assert links(page, within=".lateral")["JSON"] == f"/tramites/catalogo/json/{query}"


def test_the_catalogue_of_an_entity_has_what_it_answers_for(several, alfa):
    by_entity = links(alfa.get("/tramites/"), within=".archivo")
    page = alfa.get(by_entity["Registro Civil (1)"])
    text = alfa.get(links(page, within=".lateral")["CSV"]).content.decode("utf-8-sig")
    assert [row["name"] for row in csv.DictReader(io.StringIO(text))] == ["Carné de identidad"]


@pytest.mark.parametrize(
    ("unit", "number", "duration", "working", "words"),
    [
        ("inmediato", None, "PT0S", None, "En el momento"),
        ("horas", 72, "PT72H", None, "Hasta 72 horas"),
        ("habiles", 30, "", 30, "Hasta 30 días hábiles"),
        ("meses", 2, "P2M", None, "Hasta 2 meses"),
        ("naturales", None, "", None, ""),
    ],
)
def test_a_term_is_a_duration_beside_its_words(provincia, unit, number, duration, working, words):
    make_tramite(provincia, "Carné", plazo_numero=number, plazo_unidad=unit)
    [row] = provincia.get("/tramites/catalogo/json/").json()["tramites"]
    told = [row[f"processing{name}"] for name in ("Time", "WorkingDays", "TimeText")]
    assert told == [duration, working, words]


def test_a_price_that_nobody_knows_is_none(provincia):
    free = {"concepto": "Consulta", "tipo": "gratis"}
    make_tramite(provincia, "Acometida", costos=[{"concepto": "Acometida"}, free])
    [row] = provincia.get("/tramites/catalogo/json/").json()["tramites"]
    assert row["hasCostValue"] == ["", "0.00"]
    assert row["hasCostReason"] == ["por confirmar", ""]
    table = provincia.get("/tramites/catalogo/csv/").content.decode("utf-8-sig")
    [cells] = csv.DictReader(io.StringIO(table))
    assert cells["hasCost"] == "Acometida | Consulta: 0.00 CUP"


def test_a_cell_never_is_a_formula(provincia):
    make_tramite(provincia, "=1+1", slug="formula")
    assert ",'=1+1," in provincia.get("/tramites/catalogo/csv/").content.decode()


def test_breadcrumbs_are_told_to_robots(several, alfa):
    trail = json_ld(alfa.get("/tramites/carne-de-identidad/"))["BreadcrumbList"]
    names = [item["name"] for item in trail["itemListElement"]]
    assert names == ["Inicio", "Trámites y servicios", "Carné de identidad"]


def test_the_search_of_a_municipality_finds_what_the_province_published(several, alfa, beta):
    response = alfa.get("/buscar/?q=chapilla")
    assert links(response, within=".lista")["Carné de identidad"] == "/tramites/carne-de-identidad/"
    assert "1 resultado para «chapilla»" in text(response)
    make_local(beta, several["carne"], nota="Los martes.")
    assert "1 resultado para «identidad»" in text(beta.get("/buscar/?q=identidad"))


def test_an_adapted_procedure_is_found_as_people_call_it(several, beta, committed):
    make_local(beta, several["carne"])
    several["carne"].nombres_populares = "chapilla, carnet"
    with committed():
        publish(several["carne"])
    response = beta.get("/buscar/?q=carnet")
    assert links(response, within=".lista")["Carné de identidad"] == "/tramites/carne-de-identidad/"
    assert "adaptado" not in text(response)


def test_the_front_page_shows_the_most_used(several, alfa, provincia, committed):
    with committed():
        put_first(provincia, several["carne"])
    found = links(alfa.get("/"), within=".portada")
    assert found["Carné de identidad"] == "/tramites/carne-de-identidad/"


@pytest.mark.parametrize("hide", [make_private, lambda page: page.unpublish()])
def test_an_entity_that_nobody_may_read_is_not_named(provincia, alfa, committed, hide):
    entidad = make_entidad(provincia, "Casa de Renta")
    make_tramite(provincia, "Permiso", entidad=entidad)
    addresses = ["/tramites/", "/tramites/catalogo/json/", f"/tramites/?entidad={entidad.pk}"]
    assert all("Casa de Renta" in alfa.get(url).content.decode() for url in addresses)
    with committed():
        hide(entidad)
    assert not [url for url in addresses if "Casa de Renta" in alfa.get(url).content.decode()]


def test_what_a_private_page_says_differently_stays_in_it(alfa, certificacion, committed):
    local = make_local(alfa, certificacion, costos=[{"concepto": "Recargo"}], ofrece="no")
    addresses = ["/tramites/catalogo/json/", "/tramites/catalogo/csv/"]
    assert all("Recargo" in alfa.get(url).content.decode() for url in addresses)
    assert "No se hace aquí" in text(alfa.get("/tramites/"))
    with committed():
        make_private(local)
    assert not [url for url in addresses if "Recargo" in alfa.get(url).content.decode()]
    assert "No se hace aquí" not in text(alfa.get("/tramites/"))


def test_the_front_page_says_of_what_it_leads_to_that_it_is_suspended(provincia, alfa):
    suspended = make_tramite(
        provincia, "Pasaporte", estado="suspendido", estado_motivo="No hay libretas"
    )
    elsewhere = make_tramite(provincia, "Carné")
    make_local(alfa, elsewhere, ofrece="no", ofrece_motivo="Solo en la cabecera")
    put_first(provincia, suspended, elsewhere, make_tramite(provincia, "Herencia"))
    found = [
        " ".join(a.get_text().split())
        for a in soup(alfa.get()).select(".portada .filtros a")
        if "/tramites/" in a["href"]
    ]
    assert found == ["Pasaporte Suspendido", "Carné No se hace aquí", "Herencia"]
    states = soup(alfa.get()).select(".portada .estado")
    assert [told(state) for state in states] == [SUSPENDED, ("No se hace aquí", "precaucion", True)]


# --- A link to a trámite that is suspended tells it -----------------------------------

SUSPENDED = ("Suspendido", "peligro", True)


def told(estado):
    """Return word, tone and whether there is an icon."""
    return estado.get_text(), estado["data-tono"], estado.svg is not None


@pytest.fixture
def suspended(provincia):
    page = make_tramite(
        provincia, "Pasaporte", estado="suspendido", estado_motivo="No hay libretas"
    )
    put_first(provincia, page)
    return page


def _from_news(alfa, page):
    noticia = make_noticia(alfa, "Vuelven las libretas")
    noticia.tramites_relacionados.set([TramiteRelacionado(tramite=page)])
    publish(noticia)
    return "/noticias/vuelven-las-libretas/", "#relacionados ~ ul"


def _from_quick_link(alfa, page):
    value = {"pagina": page.pk, "texto": "", "descripcion": ""}
    compose(alfa, accesos=[{"type": "acceso", "value": value, "id": "1"}])
    return "/", ".accesos"


def _from_list_of_links(alfa, page):
    compose(alfa, link_list("Enlaces", page))
    return "/", ".accesos"


def _from_call(alfa, page):
    call = {"titulo": "Viajar", "texto": "", "enlace_texto": "Ver", "direccion": ""}
    make_page(alfa, "Viajes", cuerpo=[("llamada", call | {"pagina": page})])
    return "/viajes/", ".llamada"


PLACES = {
    "list": lambda alfa, page: ("/tramites/", ".lista .tarjeta"),
    "most used": lambda alfa, page: ("/tramites/", ".lista .accesos"),
    "search": lambda alfa, page: ("/buscar/?q=pasaporte", "article.tarjeta"),
    "news": _from_news,
    "quick link": _from_quick_link,
    "list of links": _from_list_of_links,
    "call": _from_call,
    "not found": lambda alfa, page: ("/pasaporte/", ".parecidas"),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_link_tells_that_its_tramite_is_suspended(place, suspended, alfa):
    address, within = place(alfa, suspended)
    states = soup(alfa.get(address)).select(f"{within} .estado")
    assert [told(state) for state in states] == [SUSPENDED]


def test_a_link_tells_what_is_different_here_alone(alfa, beta, certificacion):
    local = make_local(alfa, certificacion, ofrece="no", ofrece_motivo="Solo en la cabecera")
    for portal, states in ((alfa, [("No se hace aquí", "precaucion", True)]), (beta, [])):
        address, within = _from_news(portal, certificacion)
        found = soup(portal.get(address)).select(f"{within} .estado")
        assert [told(state) for state in found] == states
    address, within = _from_quick_link(alfa, local)
    [found] = soup(alfa.get(address)).select(f"{within} .estado")
    assert told(found) == ("No se hace aquí", "precaucion", True)


def test_a_page_that_is_made_again_reads_no_states(suspended, alfa):
    address, within = _from_quick_link(alfa, suspended)
    assert soup(alfa.get(address)).select(f"{within} .estado")
    assert not [sql for sql in queries(alfa, address, warm=True) if "tramites_" in sql]


def test_a_suggestion_tells_that_its_tramite_is_suspended(suspended, alfa):
    answer = alfa.get("/buscar/sugerencias/", {"q": "pasap"}).json()
    assert answer[1:3] == [["Pasaporte"], ["Trámites · Suspendido"]]
