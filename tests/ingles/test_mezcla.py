"""An English page shows texts without a translation in Spanish, and marks their language."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from avisos.models import ModoEmergencia
from base.models import PortalSettings
from home.models import HomePage
from tests.atencion.cifras import YEAR, receive
from tests.budgets import forget_pages
from tests.documentos.making import make_documento
from tests.documentos.making import section as transparencia
from tests.factories import (
    compose,
    link_list,
    make_aviso,
    make_document,
    make_entidad,
    make_page,
    make_tramite,
    publish,
)
from tests.gobierno.making import make_organo, make_sesion, seccion
from tests.reading import links, soup, text
from tests.traducir import translate

from .conftest import HOURS


def languages(response, *words):
    """Return {text: its language}; None for a text that is not there."""
    page = soup(response)
    found = {said: page.main.find(string=said) for said in words}
    return {said: tag and tag.find_parent(lang=True)["lang"] for said, tag in found.items()}


@pytest.fixture
def entity(registro, committed):
    """Return a function that translates the name of the entidad."""

    def name():
        with committed():
            translate(registro, {"Registro Civil": "Civil Registry"})

    return name


@pytest.mark.parametrize("path", ["/en/tramites/", "/en/atencion/escribir/queja/"])
def test_an_entity_is_named_in_the_language_of_the_reader(
    in_english, certificate, alfa, entity, path
):
    section = HomePage.objects.get(pk=alfa.home.pk).get_children().get(slug="atencion")
    translate(section.specific, {section.title: "Contact us"})
    assert languages(alfa.get(path), "Registro Civil") == {"Registro Civil": "es-CU"}
    entity()
    names = languages(alfa.get(path), "Civil Registry", "Registro Civil")
    assert names == {"Civil Registry": "en", "Registro Civil": None}


def test_names_to_choose_among_stand_in_the_order_in_which_they_are_read(in_english, alfa):
    section = HomePage.objects.get(pk=alfa.home.pk).get_children().get(slug="atencion")
    translate(section.specific, {section.title: "Contact us"})
    names = {"Acueducto": "Waterworks", "Óptica": "Glasses", "Zoológico": "Animal park"}
    for spanish, english in names.items():
        entidad = make_entidad(alfa, spanish)
        translate(entidad, {spanish: english})
        procedure = make_tramite(alfa, f"Trámite de {spanish}", entidad=entidad)
        translate(procedure, {procedure.title: f"Procedure of {english}"})

    def shown(path, place):
        tags = soup(alfa.get(path)).main.select(place)
        # In a list of filters, a count follows the name.
        words = (re.match(r"[^\W\d]+(?: park)?", tag.get_text(strip=True))[0] for tag in tags)
        return [name for name in words if name in {*names, *names.values()}]

    for path, place in (
        ("atencion/escribir/queja/", "select[name=entidad] option"),
        ("tramites/", "a[href*=entidad], option"),
    ):
        assert shown(f"/{path}", place) == ["Acueducto", "Óptica", "Zoológico"]
        assert shown(f"/en/{path}", place) == ["Animal park", "Glasses", "Waterworks"]


def test_what_is_english_around_an_aviso_in_spanish_is_read_in_english(in_english, alfa):
    translate(alfa.avisos, {alfa.avisos.title: "Notices"})
    make_aviso(alfa, "Ciclón en camino")
    response = alfa.get("/en/avisos/")
    told = languages(response, "Ciclón en camino")
    assert told == {"Ciclón en camino": "es-CU"}
    kind = soup(response).select_one(".tarjeta-aviso .datos")
    assert kind.find_parent(lang=True)["lang"] == "en"


def test_sessions_that_nobody_translated_stand_on_the_page_of_their_organ(in_english, alfa):
    translate(seccion(alfa), {"Gobierno": "Government"})
    organo = make_organo(alfa, "Asamblea")
    make_sesion(organo, "Sesión", date(2026, 1, 1), (7, {"vence": date(2026, 2, 1)}))
    assembly = translate(organo, {"Asamblea": "Assembly"})
    assert languages(alfa.get(assembly.url), "Sesión") == {"Sesión": "es-CU"}
    response = alfa.get(f"/en/gobierno/acuerdos/?organo={assembly.slug}")
    assert "Agreement 7-XVIII" in text(response)
    names = languages(response, "Sesión", "Whom it binds")
    assert names == {"Sesión": "es-CU", "Whom it binds": "en"}


def test_documents_that_nobody_translated_stand_on_the_page_of_their_entity(
    in_english, alfa, committed
):
    translate(transparencia(alfa), {"Transparencia": "Transparency"})
    entidad = make_entidad(alfa, "Aguas")
    make_documento(alfa, "Plan del año", parent=entidad)
    with committed():
        water = translate(entidad, {"Aguas": "Water company"})
    assert languages(alfa.get(water.url), "Plan del año") == {"Plan del año": "es-CU"}
    listed = alfa.get(f"/en/transparencia/documentos/?entidad={water.pk}")
    assert languages(listed, "Plan del año") == {"Plan del año": "es-CU"}


def test_a_spanish_page_stays_so_after_an_english_one_has_shown_the_same(in_english, alfa):
    section = HomePage.objects.get(pk=alfa.home.pk).get_children().get(slug="atencion").specific
    office = make_entidad(alfa, "Atención", horarios=HOURS)
    section.oficina = office
    publish(section)
    translate(section, {section.title: "Contact us"})
    assert "Monday" in text(alfa.get("/en/atencion/"))
    words = text(alfa.get("/directorio/atencion/"))
    assert "Lunes" in words
    assert "Monday" not in words


def test_links_of_the_front_page_lead_to_english_pages_and_name_the_others(in_english, alfa):
    known, other = make_page(alfa, "Conocida"), make_page(alfa, "Otra página")
    translate(known, {"Conocida": "Known"})
    translate(compose(alfa, link_list("Sitios", known, other)), {"Sitios": "Sites"})
    response = alfa.get("/en/")
    found = links(response, within="main")
    assert found["Known"] == "/en/conocida/"
    assert found["Otra página"] == "/otra-pagina/"
    assert languages(response, "Otra página") == {"Otra página": "es-CU"}


def test_a_call_to_action_leads_to_the_english_page_once_it_is_there(in_english, alfa, committed):
    target = make_page(alfa, "Adónde ir")
    call = {"titulo": "Vaya", "texto": "", "enlace_texto": "Ir", "direccion": ""}
    page = make_page(alfa, "Ayuda", cuerpo=[("llamada", {**call, "pagina": target})])
    there = translate(page, {"Ayuda": "Help", "Vaya": "Go", "Ir": "Go there"})
    assert links(alfa.get(there.url))["Go there"] == "/adonde-ir/"
    with committed():
        translate(target, {"Adónde ir": "Where to go"})
    assert links(alfa.get(there.url))["Go there"] == "/en/adonde-ir/"


def test_a_spanish_text_may_lead_to_the_english_page(in_english, alfa):
    known = make_page(alfa, "Conocida")
    english = translate(known, {"Conocida": "Known"})
    words = f'<p>Véala <a linktype="page" id="{english.pk}">en inglés</a></p>'
    page = make_page(alfa, "Otra", cuerpo=[("texto", words)])
    assert links(alfa.get(page.url), within="main")["en inglés"] == english.full_url


def test_a_page_with_many_calls_to_action_asks_no_more_than_one_with_few(in_english, alfa):
    call = {"titulo": "", "texto": "", "enlace_texto": "Ir", "direccion": ""}
    targets = [make_page(alfa, f"Lugar {number}") for number in range(5)]

    def queries(title, *targets):
        cuerpo = [("llamada", {**call, "pagina": target}) for target in targets]
        there = translate(
            make_page(alfa, title, cuerpo=cuerpo), {title: f"The {title}", "Ir": "Go"}
        )
        assert alfa.get(there.url).status_code == 200
        forget_pages()
        with CaptureQueriesContext(connection) as asked:
            assert alfa.get(there.url).status_code == 200
        return len(asked)

    few, many = queries("Uno", targets[0]), queries("Cinco", *targets)
    assert many <= few + 1  # the address of a page takes one query, unless it is cached


def test_a_file_says_its_language_where_it_is_not_the_readers(in_english, alfa):
    spanish, english = make_document("Acta"), make_document("Minutes", idioma="en")
    files = [("documentos", {"titulo": "Actas", "documentos": [spanish, english]})]
    page = make_page(alfa, "Sesiones", cuerpo=files)
    there = translate(page, {"Sesiones": "Sessions", "Actas": "Minutes of them"})

    def told(path):
        found = soup(alfa.get(path)).select(".documentos a")
        return {a.span.get_text(): (a.get("hreflang"), a.span.get("lang")) for a in found}

    assert told(there.url) == {"Acta": ("es-CU", "es-CU"), "Minutes": (None, None)}
    assert told(page.url) == {"Acta": (None, None), "Minutes": ("en", "en")}


def test_why_there_is_an_emergency_is_said_to_be_spanish(in_english, alfa):
    ends = timezone.now() + timedelta(hours=1)
    mode = ModoEmergencia.objects.create(motivo="Huracán en camino", termina=ends)
    mode.portales.add(PortalSettings.for_site(alfa.site))
    page = soup(alfa.get("/en/"))
    assert page.h1.span["lang"] == "es-CU"
    assert page.find("meta", attrs={"name": "description"})["lang"] == "es-CU"


def test_names_in_a_chart_and_its_table_are_said_to_be_spanish(in_english, alfa, committed):
    section = HomePage.objects.get(pk=alfa.home.pk).get_children().get(slug="atencion").specific
    translate(section, {section.title: "Contact us"})
    office = make_entidad(alfa, "Acueducto")
    receive(alfa, 20, answered=5, entidad=office)
    path = f"/en/atencion/como-respondemos/?anio={YEAR}"

    def told(name):
        """Return the languages of ``name`` in the chart and in its table."""
        figure = soup(alfa.get(path)).find("figcaption", string="By entity").parent
        found = figure.find_all(string=name)
        return [tag.find_parent(lang=True)["lang"] for tag in found]

    assert told("Acueducto") == ["es-CU", "es-CU"]
    with committed():
        translate(office, {"Acueducto": "Waterworks"})
    assert told("Waterworks") == ["en", "en"]


def test_what_is_only_in_spanish_is_found_by_one_more_step(in_english, certificate, alfa):
    make_page(alfa, "Recogida de basura")
    response = alfa.get("/en/buscar/", {"q": "basura"})
    spanish = links(response, within="main")["Search for the same in the pages in Spanish"]
    assert spanish == "/buscar/?q=basura"
    assert "/recogida-de-basura/" in links(alfa.get(spanish), within="main").values()
    assert "en español" not in text(alfa.get("/buscar/", {"q": "basura"}))
