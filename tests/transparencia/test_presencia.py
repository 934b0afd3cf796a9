"""The public page of presencia ranks the entidades, on portals where the province allows it."""

import pytest
from django.core.cache import caches

from atencion.models import AtencionPage
from base.models import PortalSettings
from directorio.models import EntidadPage
from search.indice import indexed_at_once
from tests.budgets import COLD, queries, told
from tests.directorio.presencia import contact, make_news, receive
from tests.factories import (
    make_entidad,
    make_private,
    make_tramite,
    prepare,
    publish_in_english,
)
from tests.reading import links, meta, rel, soup, text
from tests.traducir import translate

pytestmark = pytest.mark.django_db

PATH = "/transparencia/presencia/"
KB = 1024


def show(*portals):
    """Make the presencia of these portals public, and of no others."""
    for record in PortalSettings.objects.all():
        record.presencia_publica = record.slug in {portal.slug for portal in portals}
        record.save()
    forget()


def forget():
    for alias in caches:
        caches[alias].clear()


def listed(response, name):
    """Return {name: text} of the list below the chart called ``name``."""
    rows = soup(response).find("figcaption", string=name).parent.find_next("dl").select("div")
    return {(row.a or row.dt).get_text(): " ".join(row.dd.get_text(" ").split()) for row in rows}


def bars(response, name):
    figure = soup(response).find("figcaption", string=name).parent
    words = [tag.get_text() for tag in figure.select("text:not(.valor)")]
    widths = [float(tag["width"].removesuffix("%")) for tag in figure.select("rect")]
    return list(zip(words, widths, [t.get_text() for t in figure.select(".valor")], strict=True))


def table(response, name):
    """Return the rows of the table of the chart called ``name``, the header first."""
    figure = soup(response).find("figcaption", string=name).parent
    return [
        [cell.get_text().replace("\xa0", " ") for cell in row.select("th, td")]
        for row in figure.select("details tr")
    ]


@pytest.fixture(scope="module")
def entidades(once):
    once(_make_entidades)


@indexed_at_once()
def _make_entidades(portales):
    alfa, beta = portales.alfa, portales.beta
    for title in ("Bodega", "Acueducto"):
        make_entidad(alfa, title, contactos=[contact("22000001", 1)], calle="A")
    make_entidad(alfa, "Correos")
    make_entidad(alfa, "Sin publicar", live=False)
    make_private(make_entidad(alfa, "Privada"))
    make_entidad(beta, "De Beta", calle="A")


def test_nobody_sees_it_until_the_province_says_so(alfa, provincia, entidades):
    assert alfa.get(PATH).status_code == 404
    assert PATH not in links(alfa.get("/transparencia/")).values()
    show(alfa)
    assert links(alfa.get("/transparencia/"))["Ver cuánto publica cada entidad"] == PATH
    assert alfa.get(PATH).status_code == 200
    assert provincia.get(PATH).status_code == 404
    show()
    assert alfa.get(PATH).status_code == 404


@pytest.mark.on_both_databases
def test_entities_stand_in_their_order_and_share_a_place(alfa, entidades):
    show(alfa)
    page = alfa.get(PATH)
    assert bars(page, "Las entidades") == [
        ("1. Acueducto", 39.9, "57\xa0%"),
        ("1. Bodega", 39.9, "57\xa0%"),
        ("3. Correos", 0.0, "0\xa0%"),
    ]
    found = listed(page, "Las entidades")
    assert list(found) == ["Acueducto", "Bodega", "Correos"]
    assert found["Bodega"] == (
        "57 % : 1 de 1 contacto verificado; datos completos al 33 %; ninguna noticia"
    )
    assert "contacto" not in found["Correos"]
    assert links(page)["Bodega"] == "/directorio/bodega/"


def test_each_chart_gives_its_figures_in_a_table(provincia, alfa, entidades):
    show(provincia, alfa)
    head, *rows = table(alfa.get(PATH), "Las entidades")
    assert [row[:3] for row in [head, *rows]] == [
        ["Entidad", "Lugar", "Índice"],
        ["Acueducto", "1", "57 %"],
        ["Bodega", "1", "57 %"],
        ["Correos", "3", "0 %"],
    ]
    verified = head.index("Contactos verificados")
    assert [row[verified] for row in rows] == ["100 %", "100 %", "—"]
    head, row = table(provincia.get(PATH), "Los municipios")
    assert (head[0], row[:2]) == ("Municipio", ["Alfa", "1"])


def test_everybody_can_compute_it_with_the_formula_of_the_page(alfa, entidades):
    show(alfa)
    words = text(alfa.get(PATH))
    assert "Contactos verificados (pesa 25)." in words
    assert "Lo que no se aplica no baja el índice" in words
    # 25 × 100 % of contacts, 20 × 33 % of data and 10 × 0 % of news, divided by 55.
    assert listed(alfa.get(PATH), "Las entidades")["Bodega"].startswith("57 %")


def test_what_is_not_public_is_not_named_though_its_figures_were_counted(
    alfa, committed, entidades
):
    show(alfa)
    assert "Bodega" in text(alfa.get(PATH))
    with committed():
        make_private(EntidadPage.objects.get(title="Bodega"))
        EntidadPage.objects.get(title="Correos").unpublish()
    shown = text(alfa.get(PATH))
    for name in ("Bodega", "Correos", "Sin publicar", "Privada", "De Beta"):
        assert name not in shown


def test_what_was_published_a_moment_ago_has_no_data_yet(alfa, committed, entidades):
    show(alfa)
    alfa.get(PATH)
    with committed():
        make_entidad(alfa, "Zoológico")
    found = listed(alfa.get(PATH), "Las entidades")
    assert list(found)[-1] == "Zoológico"
    assert found["Zoológico"] == "sin datos"


def test_a_portal_without_entities_says_so(alfa):
    show(alfa)
    page = text(alfa.get(PATH))
    assert "Todavía no hay entidades publicadas." in page
    assert "Cómo se calcula" in page


def test_the_province_orders_the_municipalities_that_are_shown(portales, entidades):
    show(portales.provincia, portales.alfa)
    page = portales.provincia.get(PATH)
    assert list(listed(page, "Los municipios")) == ["Alfa"]
    show(*portales)
    page = portales.provincia.get(PATH)
    assert [name for name, _width, _text in bars(page, "Los municipios")] == ["1. Alfa", "2. Beta"]
    there = links(page, within=".grafico + .ficha")["Alfa"]
    assert there == f"{portales.alfa.url}{PATH}"
    assert soup(portales.alfa.get(there)).find("figcaption", string="Los municipios") is None


def test_the_province_shows_none_that_is_being_prepared(portales, entidades):
    prepare(portales.alfa)
    show(*portales)
    page = portales.provincia.get(PATH)
    assert [name for name, _width, _text in bars(page, "Los municipios")] == ["1. Beta"]


def test_few_cases_are_not_told_here_either(alfa, entidades):
    receive(alfa, 4, answered=True)
    show(alfa)
    assert "respuestas en plazo" not in text(alfa.get(PATH))
    receive(alfa, 8, answered=True)
    show(alfa)
    assert "12 de 12 respuestas en plazo" in text(alfa.get(PATH))


def test_cases_are_not_told_where_nobody_shows_how_they_are_answered(alfa, entidades):
    receive(alfa, 12, entidad=EntidadPage.objects.get(title="Bodega"), answered=True)
    show(alfa)
    assert text(alfa.get(PATH)).count("12 de 12 respuestas en plazo") == 2
    AtencionPage.objects.child_of(alfa.home).get().unpublish()
    forget()
    assert "respuestas en plazo" not in text(alfa.get(PATH))


def test_cases_are_not_told_where_those_who_answer_are_private(alfa, entidades):
    receive(alfa, 12, answered=True)
    show(alfa)
    make_private(AtencionPage.objects.child_of(alfa.home).get())
    assert "respuestas en plazo" not in text(alfa.get(PATH))


def test_it_has_a_title_and_one_address_for_each_page(alfa, entidades):
    for number in range(20):
        make_entidad(alfa, f"Bodega {number:02}")
    show(alfa)
    page = alfa.get(PATH, {"page": "1", "otra": "x"})
    assert meta(page, "og:title") == "Cuánta información publica cada entidad"
    assert rel(alfa.get(PATH, {"otra": "x"}), "canonical") == [f"{alfa.url}{PATH}"]
    second = alfa.get(PATH, {"page": "2"})
    assert rel(second, "canonical") == [f"{alfa.url}{PATH}?page=2"]
    assert len(listed(page, "Las entidades")) == 20
    assert len(listed(second, "Las entidades")) == 3
    svg = soup(page).select_one(".grafico > svg")
    assert len(str(svg).encode()) < 10 * KB
    # The ranking goes over all pages.
    assert bars(second, "Las entidades")[0][0].startswith("3. ")


def test_it_is_read_in_english_with_the_names_that_entities_have_there(alfa, entidades):
    show(alfa)
    publish_in_english(alfa)
    section = alfa.home.get_children().get(slug="transparencia").specific
    translate(section, {section.title: "Transparency"})
    translate(EntidadPage.objects.get(title="Bodega"), {"Bodega": "Grocery"})
    forget()
    page = alfa.get("/en/transparencia/presencia/")
    named = links(page, within=".grafico + .ficha")
    assert list(named) == ["Acueducto", "Grocery", "Correos"]
    assert named["Grocery"].startswith("/en/")


def test_the_number_of_queries_is_the_same_for_any_number_of_entities(portales):
    show(*portales)

    def fill(numbers):
        for number in numbers:
            for portal in portales:
                entidad = make_entidad(portal, f"E {number}", contactos=[contact("22000001", 1)])
                make_tramite(portal, f"Trámite {number}", entidad=entidad)
                make_news(portal, f"Noticia {number}", entidad)
                receive(portal, 6, entidad=entidad, answered=True)

    def count():
        return [queries(portal, PATH) for portal in (portales.provincia, portales.alfa)]

    fill(range(1))
    count()
    before = count()
    fill(range(1, 4))
    for few, many in zip(before, count(), strict=True):
        assert len(few) == len(many) <= COLD, told(many)
