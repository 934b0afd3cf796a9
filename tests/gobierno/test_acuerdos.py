"""Órganos, their sesiones, and the acuerdos with their current state."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.utils import timezone

from gobierno import views
from gobierno.models import OrganoPage, SesionPage
from search.indice import indexed_at_once
from tests.budgets import COLD, queries, told
from tests.factories import make_entidad, make_private
from tests.reading import json_ld, links, soup, text, titles

from .making import make_organo, make_sesion

pytestmark = pytest.mark.django_db


def day(days):
    return timezone.localdate() + timedelta(days=days)


def make_asamblea(portal):
    people = [
        (
            "Presidenta Alfa",
            "Presidenta de la Asamblea",
            {"telefono": "22 000000", "correo": "p@ejemplo.cu", "recepcion": "Martes, 9:00 a.m."},
        ),
        ("Secretaria Alfa", "Secretaria"),
    ]
    return make_organo(portal, "Asamblea Municipal", people=people)


@pytest.fixture
def organo(alfa):
    """An órgano that has not met yet."""
    return make_asamblea(alfa)


@pytest.fixture(scope="module")
def agreed(once):
    """Acuerdos in every state, of two órganos and two mandates."""
    once(_agree)


@indexed_at_once()
def _agree(portales):
    alfa = portales.alfa
    organo = make_asamblea(alfa)
    make_sesion(
        organo,
        "Sesión de enero",
        day(-200),
        (521, {"estado": "cumplido", "vence": day(-100), "cumplido_el": day(-110)}),
        (522, {"estado": "incumplido", "vence": day(-100), "nota": "Faltó el material"}),
        (523, {"vence": day(-1), "texto": "Reparar la acometida de Ñico López"}),
        (524, {"vence": day(0), "entidad": make_entidad(alfa, "Acueducto")}),
        (525, {"estado": "sin_efecto"}),
    )
    council = make_organo(alfa, "Consejo de la Administración", tipo="administracion")
    make_sesion(council, "Sesión del consejo", day(-30), 523, mandato="XVII")


@pytest.fixture
def asamblea(agreed, portales):
    return OrganoPage.objects.get(title="Asamblea Municipal")


def listed(portal, **query):
    response = portal.get("/gobierno/acuerdos/", query)
    assert response.status_code == 200
    return [tag.get_text(strip=True) for tag in soup(response).select(".acuerdo h2")]


def states(response):
    """Return {number: (word, icon)} of the acuerdos on a page."""
    found = {}
    for article in soup(response).select(".acuerdo"):
        said = article.select_one(".situacion")
        icon = said.find("use")["xlink:href"].partition("#")[2]
        found[article.find(["h2", "h3"]).get_text(strip=True)] = (said.strong.get_text(), icon)
    return found


def test_each_agreement_tells_its_state_in_words_and_with_an_icon(alfa, agreed):
    assert states(alfa.get("/gobierno/acuerdos/")) == {
        "Acuerdo 523-XVII": ("En cumplimiento", "reloj"),
        "Acuerdo 521-XVIII": ("Cumplido", "hecho"),
        "Acuerdo 522-XVIII": ("Incumplido", "no-hecho"),
        # Nobody set this state: the date is past.
        "Acuerdo 523-XVIII": ("Venció sin cumplirse", "emergencia"),
        "Acuerdo 524-XVIII": ("En cumplimiento", "reloj"),
        "Acuerdo 525-XVIII": ("Sin efecto", "sin-efecto"),
    }


@pytest.mark.on_both_databases
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"estado": "vencido"}, ["523-XVIII"]),
        ({"estado": "cumplido"}, ["521-XVIII"]),
        ({"estado": "en_plazo"}, ["523-XVII", "524-XVIII"]),
        ({"mandato": "XVII"}, ["523-XVII"]),
        ({"organo": "consejo-de-la-administracion"}, ["523-XVII"]),
        ({"organo": "asamblea-municipal", "estado": "sin_efecto"}, ["525-XVIII"]),
        ({"q": "nico lopez"}, ["523-XVIII"]),
        ({"q": "523"}, ["523-XVII", "523-XVIII"]),
        ({"q": "523-XVII"}, ["523-XVII", "523-XVIII"]),
        ({"q": "MATERIAL"}, ["522-XVIII"]),
        ({"q": "xilófono"}, []),
        ({"q": "100%_ '\x00"}, []),
    ],
)
def test_the_list_is_narrowed_by_what_people_ask(alfa, agreed, query, numbers):
    assert listed(alfa, **query) == [f"Acuerdo {number}" for number in numbers]


def test_what_means_nothing_filters_nothing(alfa, agreed):
    query = {"estado": "roto", "mandato": "L", "organo": "x", "entidad": "9" * 40, "page": "z"}
    assert len(listed(alfa, **query)) == 6


def test_the_entity_that_has_to_fulfil_it_is_a_filter_and_a_link(alfa, asamblea):
    make_sesion(asamblea, "Otra sesión", day(-3), (1, {"entidad": make_entidad(alfa, "Luz")}))
    response = alfa.get("/gobierno/acuerdos/")
    assert links(response)["Acueducto"] == "/directorio/acueducto/"
    offered = {
        name: [option.get_text() for option in soup(response).find("select", id=name)("option")]
        for name in ("organo", "entidad")
    }
    assert offered == {
        "organo": ["Todos", "Asamblea Municipal", "Consejo de la Administración"],
        "entidad": ["Todas", "Acueducto", "Luz"],
    }
    [light] = [option["value"] for option in soup(response)("option") if option.get_text() == "Luz"]
    assert listed(alfa, entidad=light) == ["Acuerdo 1-XVIII"]


def test_an_entity_that_is_not_public_is_named_nowhere(alfa, organo):
    make_sesion(
        organo, "Sesión", day(-9), (1, {"entidad": make_private(make_entidad(alfa, "Oculta")).page})
    )
    for path in ("/gobierno/acuerdos/", "/gobierno/acuerdos/csv/", SesionPage.objects.get().url):
        assert "Oculta" not in alfa.get(path).content.decode()


def test_links_narrow_by_state_and_keep_what_was_asked(alfa, agreed):
    response = alfa.get(
        "/gobierno/acuerdos/", {"organo": "asamblea-municipal", "estado": "cumplido"}
    )
    by_state = links(response, within=".filtros")
    assert by_state["Venció sin cumplirse (1)"] == (
        "/gobierno/acuerdos/?estado=vencido&organo=asamblea-municipal"
    )
    assert by_state["Todos (5)"] == "/gobierno/acuerdos/?organo=asamblea-municipal"
    assert (
        soup(response).select_one(".filtros [aria-current]").get_text(strip=True) == "Cumplido (1)"
    )


def test_nothing_found_says_so_and_leads_back(alfa, agreed):
    response = alfa.get("/gobierno/acuerdos/", {"q": "xilófono"})
    assert "Ningún acuerdo coincide" in text(response)
    assert links(response)["Ver todos los acuerdos"] == "/gobierno/acuerdos/"


def test_a_portal_without_agreements_says_so(beta):
    assert "Todavía no hay acuerdos publicados" in text(beta.get("/gobierno/acuerdos/"))


def test_a_long_list_has_pages_that_keep_the_filter(alfa, agreed, monkeypatch):
    monkeypatch.setattr(views.AcuerdosList, "per_page", 4)
    first = alfa.get("/gobierno/acuerdos/", {"mandato": "XVIII"})
    second = alfa.get(links(first)["Siguiente"])
    assert len(states(first)) == 4
    assert list(states(second)) == ["Acuerdo 525-XVIII"]


def test_each_agreement_has_an_address_of_its_own(alfa, agreed):
    address = links(alfa.get("/gobierno/acuerdos/"))["Acuerdo 522-XVIII"]
    assert address == "/gobierno/asamblea-municipal/sesion-de-enero/#acuerdo-522"
    page = alfa.get(address.partition("#")[0])
    said = soup(page).find(id="acuerdo-522").get_text(" ", strip=True)
    assert "Texto del acuerdo 522" in said
    assert "Incumplido" in said
    assert "Faltó el material" in said


def table(portal, **query):
    response = portal.get("/gobierno/acuerdos/csv/", query)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "alfa-acuerdos.csv" in response["Content-Disposition"]
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


def test_the_table_has_what_the_page_tells_with_the_same_filters(alfa, agreed):
    rows = {row["acuerdo"]: row for row in table(alfa)}
    assert len(rows) == 6
    assert rows["524-XVIII"] == {
        "acuerdo": "524-XVIII",
        "numero": "524",
        "mandato": "XVIII",
        "organo": "Asamblea Municipal",
        "sesion": "Sesión de enero",
        "fecha": day(-200).isoformat(),
        "texto": "Texto del acuerdo 524",
        "destinatario": "Dirección",
        "entidad": "Acueducto",
        "estado": "en_plazo",
        "debe_cumplirse": day(0).isoformat(),
        "se_cumplio": "",
        "nota": "",
        "url": f"{alfa.url}/gobierno/asamblea-municipal/sesion-de-enero/#acuerdo-524",
    }
    assert [row["acuerdo"] for row in table(alfa, estado="vencido")] == ["523-XVIII"]


def test_an_organ_tells_who_forms_it_and_how_they_receive(alfa, asamblea):
    response = alfa.get(asamblea.url)
    words = text(response)
    for said in ("Presidenta Alfa", "Presidenta de la Asamblea", "Recibe: Martes", "Secretaria"):
        assert said in words
    assert links(response)["+53 22 000000"] == "tel:+53-22-000000"
    assert links(response)["p@ejemplo.cu"] == "mailto:p@ejemplo.cu"
    assert links(response)["Venció sin cumplirse (1)"] == (
        "/gobierno/acuerdos/?estado=vencido&organo=asamblea-municipal"
    )
    organ = json_ld(response)["GovernmentOrganization"]
    assert organ["member"][0] == {
        "@type": "Person",
        "name": "Presidenta Alfa",
        "jobTitle": "Presidenta de la Asamblea",
    }


def test_the_sessions_of_an_organ_have_pages(alfa, organo, monkeypatch):
    monkeypatch.setattr(views.SesionesList, "per_page", 2)
    for number in (1, 2, 3):
        make_sesion(organo, f"Sesión {number}", date(2026, number, 1))
    first = alfa.get(organo.url)
    assert [a.get_text() for a in soup(first).select(".tarjeta-titulo a")] == [
        "Sesión 3",
        "Sesión 2",
    ]
    second = alfa.get(links(first)["Siguiente"])
    assert [a.get_text() for a in soup(second).select(".tarjeta-titulo a")] == ["Sesión 1"]


def test_a_session_tells_its_order_of_the_day_and_if_it_is_still_to_come(alfa, organo):
    make_sesion(organo, "Próxima", day(20), puntos=["El presupuesto", "El agua"])
    past = make_sesion(organo, "Pasada", day(-20))
    response = alfa.get("/gobierno/asamblea-municipal/proxima/")
    assert [li.get_text() for li in soup(response).select(".puntos li")] == [
        "El presupuesto",
        "El agua",
    ]
    assert "no se han publicado los acuerdos" not in text(response)
    assert "no se han publicado los acuerdos" in text(alfa.get(past.url))
    assert json_ld(response)["Event"]["startDate"] == day(20).isoformat()
    today = make_sesion(organo, "De hoy", day(0))
    assert "no se han publicado los acuerdos" not in text(alfa.get(today.url))


def test_the_section_shows_organs_with_who_presides_and_the_next_and_last_sessions(alfa, asamblea):
    for days in (10, 30, 50, -1, -2, -3, -4):
        make_sesion(asamblea, f"A {days} días", day(days))
    response = alfa.get("/gobierno/")
    assert "Presidenta Alfa" in text(response)
    assert "Secretaria Alfa" not in text(response)
    sessions = soup(response).find(id="sesiones").find_parent("section")
    assert [a.get_text() for a in sessions.select(".tarjeta-titulo a")] == [
        *("A 10 días", "A 30 días"),
        *("A -1 días", "A -2 días", "A -3 días"),
    ]
    assert "Acuerdos" in titles(response)
    assert links(response)["Todos (6)"] == "/gobierno/acuerdos/"


def test_what_is_not_public_or_of_another_portal_never_appears(alfa, beta, organo):
    make_sesion(make_organo(beta, "De Beta"), "Sesión de Beta", day(-5), 1)
    make_sesion(organo, "En preparación", day(-5), 2, live=False)
    make_private(make_sesion(organo, "Reservada", day(-5), 3))
    hidden = make_organo(alfa, "Órgano interno")
    make_sesion(hidden, "Sesión interna", day(-5), 4)
    make_private(hidden)
    make_sesion(organo, "Vencida", day(-5), 5).unpublish()
    assert listed(alfa) == []
    assert table(alfa) == []
    for path in ("/gobierno/", organo.url):
        words = text(alfa.get(path))
        for title in (
            "Sesión de Beta",
            "En preparación",
            "Reservada",
            "interna",
            "interno",
            "Vencida",
        ):
            assert title not in words


@pytest.mark.on_both_databases
def test_the_number_of_queries_is_that_of_few_agreements(alfa, organo):
    def asked(path):
        counted = queries(alfa, path)
        assert len(counted) <= COLD, told(counted)
        return len(counted)

    def agree(number):
        entity = make_entidad(alfa, f"Entidad {number}")
        session = make_sesion(
            organo, f"Sesión {number}", day(-number), (number, {"entidad": entity})
        )
        return session.url

    paths = ["/gobierno/", organo.url, "/gobierno/acuerdos/", "/gobierno/acuerdos/csv/", agree(1)]
    alfa.get("/gobierno/")
    before = [asked(path) for path in paths]
    page = SesionPage.objects.get()
    for number in (2, 3, 4):
        agree(number)
        page.acuerdos.create(numero=100 + number, texto="T", destinatario="D", locale=page.locale)
    assert [asked(path) for path in paths] == before
