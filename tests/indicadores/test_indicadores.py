"""The indicadores of a portal in their list, in the section and on the page of an entidad."""

from datetime import date

import pytest
from django.core.management import call_command

from indicadores import views
from indicadores.models import IndicadorPage
from search.indice import indexed_at_once
from tests.budgets import COLD, queries, told
from tests.factories import (
    make_entidad,
    make_indicador,
    make_medida,
    make_page,
    make_private,
    publish,
    publish_in_english,
)
from tests.reading import links, soup, text
from tests.transparencia.reading import listed
from transparencia.models import TransparenciaIndexPage

pytestmark = pytest.mark.django_db

PATH = "/transparencia/indicadores/"
MET, MISSED = ("2026-01", 20, 21), ("2026-01", 20, 18)


@pytest.fixture(scope="module")
def indicadores(once):
    once(_make_indicadores)


@indexed_at_once()
def _make_indicadores(portales):
    alfa = portales.alfa
    agua = make_entidad(alfa, "Acueducto")
    make_indicador(alfa, "Agua entregada", ("2025-12", 20, 10), MET, parent=agua, unidad="hm³")
    make_indicador(alfa, "Salideros", MISSED, parent=agua, sentido="menos")
    make_indicador(alfa, "Árboles sembrados", MISSED, que_mide="Posturas que crecieron.")
    make_indicador(alfa, "Población", ("2026-01", None, 5))
    make_indicador(alfa, "Por empezar", ("2026-01", 5, None))


@pytest.mark.on_both_databases
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["Agua entregada", "Árboles sembrados", "Población", "Por empezar", "Salideros"]),
        ({"q": "arboles"}, ["Árboles sembrados"]),
        ({"q": "POSTURAS"}, ["Árboles sembrados"]),
        ({"q": "xilófono\x00"}, []),
        ({"estado": "cumplido"}, ["Agua entregada", "Salideros"]),
        ({"estado": "incumplido"}, ["Árboles sembrados"]),
        ({"estado": "sin-plan"}, ["Población"]),
        ({"estado": "otra-cosa"}, None),
        ({"estado": "cumplido", "q": "agua"}, ["Agua entregada"]),
        ({"entidad": "no"}, None),
        ({"entidad": "99999999999999999999"}, None),
    ],
)
def test_people_find_what_they_look_for(alfa, indicadores, query, titles):
    everything = listed(alfa.get(PATH))
    response = alfa.get(PATH, query)
    assert response.status_code == 200
    assert listed(response) == (everything if titles is None else titles)


def test_the_results_of_one_entity_have_an_address(alfa, indicadores):
    make_indicador(alfa, "Ómnibus", MET, parent=make_entidad(alfa, "Transporte"))
    everything = alfa.get(PATH)
    own = alfa.get(links(everything, within=".archivo")["Acueducto"])
    assert listed(own) == ["Agua entregada", "Salideros"]
    assert "2 indicadores" in text(own)
    met = alfa.get(links(own, within="nav.filtros")["No se cumplió el plan"])
    assert listed(met) == []
    assert "Ningún indicador coincide" in text(met)
    assert links(met)["Ver todos los resultados"] == PATH


def test_the_file_of_the_list_has_the_values_of_what_is_listed(alfa, provincia, indicadores):
    serving = make_entidad(provincia, "Recursos Hidráulicos", municipios=[alfa])
    make_indicador(provincia, "Agua embalsada", MET, parent=serving)
    rows = alfa.get(f"{PATH}json/", {"q": "agua"}).json()["valores"]
    assert [(row["indicador"], row["entidad"], row["periodo"], row["real"]) for row in rows] == [
        ("Agua embalsada", "Recursos Hidráulicos", "2026-01", 21),
        ("Agua entregada", "Acueducto", "2025-12", 10),
        ("Agua entregada", "Acueducto", "2026-01", 21),
    ]
    table = alfa.get(f"{PATH}csv/", {"estado": "incumplido"}).getvalue().decode("utf-8-sig")
    heading, line = table.splitlines()
    assert heading == ",".join(rows[0])
    assert "Árboles sembrados" in line


def test_a_card_tells_value_period_state_and_entity(alfa, indicadores):
    [card] = soup(alfa.get(PATH, {"q": "agua"})).select(".tarjeta")
    said = " ".join(card.get_text(" ").split())
    assert said == "Agua entregada 21 hm³ · enero de 2026 Se cumplió el plan Acueducto"


def test_a_long_list_has_pages_that_keep_the_filter(alfa, monkeypatch):
    monkeypatch.setattr(views.IndicadoresList, "per_page", 2)
    for number in range(1, 4):
        make_indicador(alfa, f"Agua {number}", MET)
    first = alfa.get(PATH, {"estado": "cumplido"})
    assert listed(first) == ["Agua 1", "Agua 2"]
    assert listed(alfa.get(links(first)["Siguiente"])) == ["Agua 3"]


def test_without_source_or_day_no_value_is_told(alfa, indicadores):
    IndicadorPage.objects.filter(title="Agua entregada").update(actualizado_el=None)
    IndicadorPage.objects.filter(title="Salideros").update(fuente="")
    page = alfa.get(PATH)
    assert "21" not in text(page).split("Árboles")[0].split("Agua entregada")[1]
    assert listed(alfa.get(PATH, {"estado": "cumplido"})) == []


def test_what_is_not_public_or_of_another_portal_is_not_listed(portales):
    alfa = portales.alfa
    make_indicador(alfa, "En preparación", MET, live=False)
    make_private(make_indicador(alfa, "Reservado", MET))
    hidden = make_private(make_entidad(alfa, "Interna")).page.specific
    make_indicador(alfa, "De la interna", MET, parent=hidden)
    make_indicador(portales.beta, "De Beta", MET)
    make_indicador(portales.provincia, "De la provincia", MET)
    assert listed(alfa.get(PATH)) == []
    assert "Todavía no hay indicadores" in text(alfa.get(PATH))
    assert listed(alfa.get("/transparencia/")) == []
    assert listed(portales.provincia.get(PATH)) == ["De la provincia"]


@pytest.mark.on_both_databases
def test_the_section_shows_the_freshest_and_its_other_pages(alfa, indicadores, monkeypatch):
    section = TransparenciaIndexPage.objects.child_of(alfa.home).get()
    make_page(alfa, "Informes", parent=section)
    monkeypatch.setattr(views, "FEW", 2)
    page = alfa.get("/transparencia/")
    assert listed(page) == ["Agua entregada", "Árboles sembrados"]
    assert links(page)["Ver todos los resultados"] == PATH
    assert "Informes" in " ".join(links(page, within=".subpaginas"))
    assert "Agua" not in str(soup(page).select_one(".subpaginas"))


def test_the_page_of_an_entity_shows_its_results(alfa, indicadores):
    page = alfa.get("/directorio/acueducto/")
    assert [tag.get_text() for tag in soup(page).select("section[aria-labelledby=resultados] h3")]
    assert listed(page) == ["Agua entregada", "Salideros"]
    assert "Ver todos sus resultados" not in links(page)


def test_many_results_of_an_entity_are_led_to(alfa, indicadores, monkeypatch):
    monkeypatch.setattr(views, "FEW", 1)
    page = alfa.get("/directorio/acueducto/")
    assert listed(page) == ["Agua entregada"]
    assert listed(alfa.get(links(page)["Ver todos sus resultados"])) == [
        "Agua entregada",
        "Salideros",
    ]


def test_an_entity_without_results_has_no_empty_part(alfa):
    make_entidad(alfa, "Acueducto")
    assert not soup(alfa.get("/directorio/acueducto/")).select("#resultados")


def test_an_entity_of_the_province_shows_its_results_where_it_serves(portales):
    agua = make_entidad(portales.provincia, "Aguas", municipios=[portales.alfa])
    make_indicador(portales.provincia, "Agua entregada", MET, parent=agua)
    make_indicador(portales.provincia, "Borrador", MET, parent=agua, live=False)
    page = portales.alfa.get("/directorio/provincia/aguas/")
    assert listed(page) == ["Agua entregada"]
    address = links(page)["Agua entregada"]
    assert address.startswith(portales.provincia.url)
    assert portales.provincia.get(address).status_code == 200


@pytest.fixture
def aguas(portales):
    """An entidad of the province that serves Alfa and has one indicador."""
    entidad = make_entidad(portales.provincia, "Aguas Oriente", municipios=[portales.alfa])
    make_indicador(portales.provincia, "Agua entregada", MISSED, parent=entidad)
    return entidad


def test_results_of_what_serves_a_municipality_are_among_its_own(portales, aguas):
    vial = make_entidad(portales.alfa, "Centro vial")
    make_indicador(portales.alfa, "Bacheo", MET, parent=vial)
    other = make_entidad(portales.provincia, "Puertos")
    make_indicador(portales.provincia, "Barcos", MET, parent=other)
    make_indicador(portales.provincia, "Del Gobierno", MET)
    make_indicador(portales.provincia, "Borrador", MET, parent=aguas, live=False)
    page = portales.alfa.get(PATH)
    assert listed(page) == ["Agua entregada", "Bacheo"]
    said = " ".join(soup(page).select_one(".tarjeta").get_text(" ").split())
    assert said.endswith("Faltaron 2 puntos Aguas Oriente De la provincia")
    address = links(page)["Agua entregada"]
    assert address == f"{portales.provincia.url}/directorio/aguas-oriente/agua-entregada/"
    assert listed(portales.alfa.get(PATH, {"estado": "incumplido"})) == ["Agua entregada"]
    assert listed(portales.alfa.get(links(page, within=".archivo")["Aguas Oriente"])) == [
        "Agua entregada"
    ]
    assert listed(portales.beta.get(PATH)) == []
    own = portales.provincia.get(PATH)
    assert listed(own) == ["Agua entregada", "Barcos", "Del Gobierno"]
    assert "De la provincia" not in soup(own).select_one(".tarjeta").get_text()


def test_the_section_shows_those_of_the_municipality_first(portales, aguas):
    IndicadorPage.objects.update(actualizado_el=date(2026, 11, 1))
    make_indicador(portales.alfa, "Bacheo", MET, actualizado_el=date(2026, 3, 1))
    assert listed(portales.alfa.get("/transparencia/")) == ["Bacheo", "Agua entregada"]


def test_those_of_an_office_are_for_whom_the_office_names(portales, aguas):
    office = make_entidad(portales.provincia, "Oficina", parent=aguas, municipios=[portales.beta])
    make_indicador(portales.provincia, "Colas", MET, parent=office)
    assert listed(portales.alfa.get(PATH)) == ["Agua entregada"]
    assert listed(portales.beta.get(PATH)) == ["Colas"]


def test_a_page_of_the_province_leads_to_its_results_in_the_list(portales, aguas, monkeypatch):
    monkeypatch.setattr(views, "FEW", 1)
    make_indicador(portales.provincia, "Salideros", MET, parent=aguas)
    page = portales.alfa.get("/directorio/provincia/aguas-oriente/")
    assert listed(page) == ["Agua entregada"]
    own = portales.alfa.get(links(page)["Ver todos sus resultados"])
    assert listed(own) == ["Agua entregada", "Salideros"]


def test_open_data_just_made_leave_nobody_without_name_in_the_list(portales, aguas):
    call_command("preparar_datos", todo=True, verbosity=0)
    page = portales.alfa.get(PATH)
    assert "Aguas Oriente De la provincia" in text(page)
    assert listed(portales.alfa.get(PATH, {"entidad": aguas.pk})) == ["Agua entregada"]


@pytest.mark.parametrize("hide", [make_private, lambda page: page.unpublish()])
def test_of_what_is_hidden_in_the_province_nothing_is_told(portales, aguas, hide):
    hide(aguas)
    for portal in (portales.alfa, portales.provincia):
        assert listed(portal.get(PATH)) == []


def test_more_results_of_the_province_cost_no_more_queries(portales, aguas):
    portales.alfa.get(PATH)
    few = queries(portales.alfa, PATH)
    for number in range(3):
        entidad = make_entidad(portales.provincia, f"Empresa {number}", municipios=[portales.alfa])
        make_indicador(portales.provincia, f"Resultado {number}", MET, parent=entidad)
    many = queries(portales.alfa, PATH)
    assert len(few) == len(many) <= COLD, told(many)
    assert len(listed(portales.alfa.get(PATH))) == 4


def test_what_is_published_later_is_there(alfa, committed):
    agua = make_entidad(alfa, "Acueducto")
    assert alfa.get("/directorio/acueducto/").status_code == 200
    with committed():
        make_indicador(alfa, "Agua entregada", MET, parent=agua)
    assert listed(alfa.get("/directorio/acueducto/")) == ["Agua entregada"]


def test_what_is_not_translated_is_listed_in_spanish(alfa, indicadores):
    publish_in_english(alfa)
    section = TransparenciaIndexPage.objects.child_of(alfa.home).get()
    english = section.copy_for_translation(alfa.home_en.locale)
    english.live = True
    english.save()
    IndicadorPage.objects.get(title="Población").copy_for_translation(
        alfa.home_en.locale, copy_parents=True
    )
    page = alfa.get(f"/en/{english.slug}/indicadores/")
    assert "Agua entregada" in listed(page)
    assert soup(page).select_one(".tarjeta-titulo a[lang=es-CU]")


def test_those_of_the_province_are_listed_in_the_language_of_the_reader(portales, aguas):
    for portal in (portales.alfa, portales.provincia):
        publish_in_english(portal)
    section = TransparenciaIndexPage.objects.child_of(portales.alfa.home).get()
    make_indicador(portales.provincia, "Salideros", MET, parent=aguas)
    locale = portales.alfa.home_en.locale
    publish(section.copy_for_translation(locale))
    english = aguas.copy_for_translation(locale, copy_parents=True)
    publish(english)
    delivered = IndicadorPage.objects.get(title="Agua entregada").copy_for_translation(locale)
    delivered.title = "Water delivered"
    publish(delivered)
    page = portales.alfa.get("/en/transparencia/indicadores/")
    assert listed(page) == ["Salideros", "Water delivered"]
    assert links(page)["Water delivered"].startswith(f"{portales.provincia.url}/en/")


@pytest.mark.parametrize("path", [PATH, "/transparencia/", "/directorio/acueducto/"])
def test_the_number_of_queries_is_the_same_for_any_number(alfa, path):
    agua = make_entidad(alfa, "Acueducto")
    make_indicador(alfa, "Agua 0", MET, parent=agua)
    make_indicador(alfa, "Otro 0", MET)
    few = queries(alfa, path)
    for number in range(1, 4):
        make_indicador(alfa, f"Agua {number}", MET, parent=agua)
        make_indicador(alfa, f"Otro {number}", MET)
    many = queries(alfa, path)
    assert len(few) == len(many) <= COLD, told(many)


def test_only_what_some_municipality_measures_is_offered_for_comparing(portales):
    medida = make_medida("Cobertura")
    make_medida("Nadie la mide")
    make_indicador(portales.alfa, "Cobertura", ("2025", 5, 5), medida=medida, periodicidad="anual")
    for portal in portales:
        offered = links(portal.get("/transparencia/"), within="[aria-labelledby=comparar]")
        assert offered == {
            "Cobertura": f"{portales.provincia.url}/transparencia/comparar/cobertura/"
        }


def test_the_search_finds_an_indicator_and_tells_its_last_value(alfa, indicadores):
    call_command("rehacer_buscador", verbosity=0)
    page = alfa.get("/buscar/", {"q": "posturas"})
    card = " ".join(soup(page).select_one(".tarjeta").get_text(" ").split())
    assert "Indicador · 18 %, enero de 2026" in card or "Indicador 18 %, enero de 2026" in card


def test_the_search_finds_those_of_what_serves_the_municipality(portales, aguas):
    call_command("rehacer_buscador", verbosity=0)
    page = portales.alfa.get("/buscar/", {"q": "agua entregada"})
    assert links(page)["Agua entregada"].startswith(portales.provincia.url)
    assert "Agua entregada" not in links(portales.beta.get("/buscar/", {"q": "agua entregada"}))
