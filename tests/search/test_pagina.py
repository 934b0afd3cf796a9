"""The page of results: groups, marks, telephones, prices and places, and no results."""

import time
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from home.models import StandardPage
from search.models import BusquedaSinResultado, Destacado
from tests.factories import (
    add_page,
    get_tipo,
    make_aviso,
    make_entidad,
    make_local,
    make_noticia,
    make_page,
    make_tramite,
    publish,
    publish_in_english,
)
from tests.reading import links, meta, soup, text
from tramites.models import Costo

from .pagina import ask, titles


def headings(response):
    return [h2.get_text().strip() for h2 in soup(response).main.find_all("h2")]


def result(response, title):
    """Return the text of the result with the title ``title``."""
    found = (
        h3.find_parent("article")
        for h3 in soup(response).main.find_all("h3")
        if title in h3.get_text()
    )
    return next(found)


def read(element):
    return " ".join(element.get_text(" ").replace("\xa0", " ").split())


def marked(response):
    return [mark.get_text() for mark in soup(response).main.find_all("mark")]


# --- Groups ---------------------------------------------------------------------------


def make_one_of_each(provincia, alfa):
    make_tramite(provincia, "Contrato de agua")
    make_entidad(alfa, "Oficina de agua")
    make_noticia(alfa, "Vuelve el agua")
    make_page(alfa, "El agua que bebemos")


def test_results_stand_under_four_headings_whose_counts_are_links(provincia, alfa):
    make_one_of_each(provincia, alfa)
    response = ask(alfa, "agua")
    assert set(headings(response)) == {"Trámites", "Directorio", "Noticias", "Otros"}
    assert "4 resultados para «agua»" in text(response)
    counts = links(response, within="nav[aria-label='Resultados por grupo']")
    assert counts["Trámites (1)"] == "/buscar/?q=agua&grupo=tramites"
    assert counts["Todo"] == "/buscar/?q=agua"
    narrowed = alfa.get(counts["Directorio (1)"])
    assert headings(narrowed) == ["Directorio"]
    assert titles(narrowed) == ["Oficina de agua"]


def test_several_groups_show_the_first_of_each_and_lead_to_the_rest(alfa):
    make_page(alfa, "El agua que bebemos")
    for number in range(13):
        make_noticia(alfa, f"Noticia del agua {number}")
    response = ask(alfa, "agua")
    assert len(titles(response)) == 5
    rest = links(response, within="main")["Ver los 13 resultados en Noticias"]
    first = alfa.get(rest)
    assert len(titles(first)) == 10
    following = soup(first).find("nav", attrs={"aria-label": "Páginas"}).find("a", rel="next")
    assert parse_qs(urlsplit(following["href"]).query) == {
        "q": ["agua"],
        "grupo": ["noticias"],
        "page": ["2"],
    }
    assert len(titles(alfa.get(following["href"]))) == 3


def test_where_only_one_group_has_results_they_come_page_after_page(alfa):
    for number in range(13):
        make_page(alfa, f"Cosa {number}")
    response = ask(alfa, "cosa")
    assert len(titles(response)) == 10
    assert not soup(response).find("nav", attrs={"aria-label": "Resultados por grupo"})


@pytest.mark.parametrize("grupo", ["nada", "", "%00", "tramites'", "x" * 3000])
def test_a_group_that_there_is_not_narrows_nothing(alfa, grupo):
    make_page(alfa, "Cosa propia")
    response = ask(alfa, "cosa", grupo=grupo)
    assert response.status_code == 200
    assert titles(response) == ["Cosa propia"]


def test_a_group_without_results_leads_to_those_with(alfa):
    make_page(alfa, "Cosa propia")
    response = ask(alfa, "cosa", grupo="tramites")
    assert "Nada en Trámites" in text(response)
    assert links(response, within="main")["Otros (1)"] == "/buscar/?q=cosa&grupo=otros"


def test_the_title_tells_what_was_searched(alfa):
    make_page(alfa, "Cosa propia")
    portal = "Portal del Ciudadano de Alfa"
    assert soup(ask(alfa, "cosa")).title.get_text() == f"«cosa» · Buscar · {portal}"
    narrowed = ask(alfa, "cosa", grupo="otros")
    assert soup(narrowed).title.get_text() == f"«cosa» en Otros · Buscar · {portal}"
    assert meta(narrowed, "robots") == "noindex"


# --- Results --------------------------------------------------------------------------


def test_the_words_are_marked_whatever_their_accents_and_endings(alfa):
    make_page(alfa, "Certificación de nacimiento", resumen="Pida certificaciones en el registro.")
    assert marked(ask(alfa, "certificacion")) == ["Certificación", "certificaciones"]


def test_where_the_title_says_it_the_summary_is_read(alfa):
    body = [("texto", "<p>El manatí come hierba.</p>")]
    make_page(alfa, "El manatí", resumen="Vive en los ríos.", cuerpo=body)
    assert "Vive en los ríos." in read(result(ask(alfa, "manati"), "El manatí"))


def test_the_fragment_is_where_the_word_stands(alfa):
    body = f"<p>{'Otras cosas que decir. ' * 30}Aquí vive el manatí. {'Y más cosas. ' * 30}</p>"
    make_page(alfa, "Fauna", resumen="Lo que vive aquí.", cuerpo=[("texto", body)])
    response = ask(alfa, "manati")
    assert marked(response) == ["manatí"]
    assert "Aquí vive el manatí" in read(result(response, "Fauna"))
    assert len(read(result(response, "Fauna"))) < 300


def test_markup_in_what_is_found_stays_text(alfa):
    make_page(alfa, "Agua <b>potable</b>", slug="agua", resumen="<script>alert(1)</script> agua")
    response = ask(alfa, "agua")
    assert "<script>alert" not in response.content.decode()
    assert titles(response) == ["Agua <b>potable</b>"]


def test_an_entity_is_called_from_its_result(provincia, alfa):
    make_entidad(
        alfa, "Correos de Alfa", calle="Martí", numero="3", contactos=[("telefono", "22654321")]
    )
    make_entidad(
        provincia, "Correos de Oriente", municipios=[alfa], contactos=[("movil", "52654321")]
    )
    response = ask(alfa, "correos")
    own, shared = (result(response, f"Correos de {name}") for name in ("Alfa", "Oriente"))
    assert own.select_one(".llamar")["href"] == "tel:+53-22-654321"
    assert "Martí No. 3" in read(own)
    assert shared.select_one(".llamar")["href"] == "tel:+53-5-2654321"
    assert "De la provincia" in read(shared)
    assert shared.h3.a["href"] == "/directorio/provincia/correos-de-oriente/"


@pytest.fixture
def certificacion(provincia):
    registro = make_entidad(provincia, "Registro Civil")
    price = {"concepto": "Sello", "importe": 5, "fuente": "Ley", "fecha": date(2026, 1, 1)}
    return make_tramite(provincia, "Certificación de nacimiento", entidad=registro, costos=[price])


def test_a_procedure_tells_its_price_and_its_place(provincia, alfa, certificacion):
    make_entidad(
        provincia,
        "Registro Civil de Alfa",
        parent=certificacion.entidad,
        municipios=[alfa],
        calle="Martí",
        numero="3",
    )
    response = ask(alfa, "certificacion de nacimiento")
    found = result(response, "Certificación de nacimiento")
    assert "5.00 CUP" in read(found)
    assert "Registro Civil de Alfa, Martí No. 3" in read(found)
    assert found.h3.a["href"] == "/tramites/certificacion-de-nacimiento/"


def test_nothing_but_a_price_stands_out_among_the_facts(provincia, alfa, certificacion):
    make_entidad(alfa, "Oficina de Alfa", depende_de=certificacion.entidad, calle="Martí")
    make_tramite(provincia, "Certificación de nada", entidad=certificacion.entidad, costos=[])
    response = ask(alfa, "certificación")
    priced = result(response, "Certificación de nacimiento").select(".datos > span")
    assert [read(fact) for fact in priced] == ["5.00 CUP"]
    unpriced = result(response, "Certificación de nada").select_one(".datos")
    assert "Oficina de Alfa" in read(unpriced)
    assert not unpriced.select("span")


def test_a_procedure_tells_what_is_different_here(provincia, alfa, beta, certificacion):
    office = make_entidad(alfa, "Oficina de Alfa", calle="Céspedes")
    make_local(alfa, certificacion, oficinas=[office], costos=[{"concepto": "Aquí", "importe": 7}])
    make_local(beta, certificacion, ofrece="no", ofrece_donde="En Alfa la Vieja")
    in_alfa, in_beta = (
        read(result(ask(portal, "certificación"), "Certificación")) for portal in (alfa, beta)
    )
    assert "7.00 CUP, por confirmar" in in_alfa
    assert "5.00 CUP" not in in_alfa
    assert "Oficina de Alfa, Céspedes" in in_alfa
    assert "No se hace aquí" in in_beta
    assert "En Alfa la Vieja" in in_beta
    assert "CUP" not in in_beta


def test_a_procedure_with_several_prices_and_places_tells_the_first_and_how_many(
    provincia, alfa, certificacion
):
    for name in ("A", "B", "C"):
        make_entidad(alfa, f"Oficina {name}", depende_de=certificacion.entidad, calle="Martí")
    certificacion.costos.add(Costo(concepto="Literal", importe=10))
    publish(certificacion)
    found = read(result(ask(alfa, "certificación"), "Certificación"))
    assert "De 5.00 CUP a 10.00 CUP, por confirmar" in found
    assert "Oficina A y 2 lugares más" in found


def test_what_is_free_needs_nobody_to_confirm_it(provincia, alfa):
    make_tramite(provincia, "Queja", costos=[{"concepto": "Nada", "tipo": "gratis"}])
    assert read(result(ask(alfa, "queja"), "Queja").select_one(".datos")) == "Gratis"


def test_an_aviso_of_the_province_is_read_within_the_portal(provincia, alfa):
    make_aviso(provincia, "Ciclón tropical", alcance="todos")
    response = ask(alfa, "ciclón tropical")
    assert result(response, "Ciclón").h3.a["href"] == "/avisos/provincia/ciclon-tropical/"


def test_news_tell_their_day(alfa):
    make_noticia(alfa, "Vuelve el agua")
    assert "24 de noviembre de 2026" in read(result(ask(alfa, "agua"), "Vuelve"))


def test_what_the_portal_promotes_comes_before_all_else(alfa, beta):
    page = make_page(alfa, "Centros de evacuación")
    for number in range(12):
        make_page(alfa, f"Ciclón {number}")
    Destacado.objects.create(site=alfa.site, palabras="ciclón, zafarrancho", pagina=page)
    response = ask(alfa, "CICLON")
    assert headings(response)[0] == "Recomendado"
    assert titles(response)[0] == "Centros de evacuación"
    assert "12 resultados" in text(response)
    assert "Recomendado" not in headings(ask(alfa, "ciclón", page=2))
    alone = ask(alfa, "zafarrancho")
    assert titles(alone) == ["Centros de evacuación"]
    assert "No encontramos nada" not in text(alone)
    assert "Recomendado" not in headings(ask(beta, "ciclón"))


# --- All portals ----------------------------------------------------------------------


def test_the_province_may_search_all_portals_and_names_that_of_each_result(portales):
    provincia, alfa, beta = portales
    make_page(provincia, "Cosa de la provincia")
    make_page(alfa, "Cosa de Alfa")
    make_tramite(beta, "Cosa que se tramita en Beta")
    make_entidad(alfa, "Entidad de cosas", contactos=[("telefono", "22654321")])
    here = ask(provincia, "cosa")
    assert titles(here) == ["Cosa de la provincia"]
    everywhere = provincia.get(links(here, within="main")["Todo Oriente"])
    assert set(titles(everywhere)) == {
        "Cosa de la provincia",
        "Cosa de Alfa",
        "Cosa que se tramita en Beta",
        "Entidad de cosas",
    }
    of_alfa = result(everywhere, "Cosa de Alfa")
    assert "Alfa" in read(of_alfa.select_one(".datos"))
    assert of_alfa.h3.a["href"] == f"{alfa.url}/cosa-de-alfa/"
    entity = result(everywhere, "Entidad de cosas")
    assert entity.select_one(".llamar")["href"] == "tel:+53-22-654321"
    assert "Alfa" in read(entity.select_one(".datos"))
    # A new search from there also searches all portals.
    form = soup(everywhere).main.form
    assert form.find("input", attrs={"name": "en"})["value"] == "todas"
    assert "en=todas" in links(everywhere, within="nav[aria-label='Resultados por grupo']")["Todo"]


def test_a_municipality_searches_no_other_however_it_is_asked(portales):
    make_page(portales.alfa, "Cosa de Alfa")
    make_page(portales.beta, "Cosa de Beta")
    response = ask(portales.alfa, "cosa", en="todas")
    assert titles(response) == ["Cosa de Alfa"]
    assert "Todo" not in links(response, within="header.articulo-cabecera")


# --- Nothing, or something else -------------------------------------------------------


def test_a_misspelt_word_is_corrected_and_said_so(alfa):
    make_page(alfa, "Certificado de habitable")
    response = ask(alfa, "certifcado")
    assert titles(response) == ["Certificado de habitable"]
    assert "No encontramos nada para «certifcado»" in text(response)
    assert links(response, within="main")["certificado"] == "/buscar/?q=certificado"
    assert "1 resultado para «certificado»" in text(response)


def test_of_what_was_typed_its_pages_are_shown_and_the_correction_is_a_link(alfa):
    make_page(alfa, "Certificado de habitable", cuerpo=[("texto", "<p>Con su carpeta.</p>")])
    make_page(alfa, "Carpeta verde")
    response = ask(alfa, "carpeta de certifcado")
    assert titles(response)[0] == "Carpeta verde"
    assert "Ninguna página tiene todas las palabras" in text(response)
    assert "1 resultado para «carpeta de certifcado»" in text(response)
    meant = links(response, within="main")["carpeta de certificado"]
    assert titles(alfa.get(meant)) == ["Certificado de habitable", "Carpeta verde"]


def test_where_no_page_has_all_words_it_says_that_these_have_some(alfa):
    make_page(alfa, "Certificado de habitable")
    response = ask(alfa, "certificado murciélago")
    assert titles(response) == ["Certificado de habitable"]
    assert "Ninguna página tiene todas las palabras" in text(response)


@pytest.fixture
def with_help(provincia, alfa, committed):
    phone = {"tipo": get_tipo("emergencias"), "contactos": [("telefono", "105")]}
    make_entidad(provincia, "Bomberos", municipios=[alfa], **phone)
    make_tramite(provincia, "Inscripción", eventos=["nacer"])
    datos = alfa.site.portalsettings
    datos.correo = "atencion@alfa.gob.cu"
    row = {"etiqueta": "Atención a la Población", "numero": "+53 22 000000"}
    datos.telefonos = [("telefono", row)]
    with committed():
        datos.save()


@pytest.mark.usefixtures("with_help")
def test_nothing_found_leads_on_to_telephones_life_events_and_where_to_ask(alfa):
    response = ask(alfa, "xilófono")
    assert "No encontramos nada para «xilófono»" in text(response)
    offered = links(response, within="main")
    assert offered["Bomberos 105"] == "tel:105"
    [event] = [url for url in offered.values() if "evento=nacer" in url]
    assert "Inscripción" in text(alfa.get(event))
    assert "Avise a Atención a la Población" in text(response)
    assert offered["+53 22 000000"] == "tel:+53-22-000000"
    assert offered["atencion@alfa.gob.cu"] == "mailto:atencion@alfa.gob.cu"


def test_what_was_searched_in_vain_is_told_to_the_portal_and_what_was_found_is_not(alfa):
    make_page(alfa, "Certificado de habitable")
    for query in ("certificado", "certifikado", "xilófono", "juan@ejemplo.cu", "22 65 43 21"):
        ask(alfa, query)
    rows = BusquedaSinResultado.objects.values_list("site", "palabras", "veces")
    assert list(rows) == [(alfa.site.pk, "xilofono", 1)]


@pytest.mark.usefixtures("with_help")
def test_the_empty_search_offers_the_same(alfa):
    assert "Bomberos 105" in links(alfa.get("/buscar/"), within="main")


# --- Too many -------------------------------------------------------------------------


@pytest.fixture
def strict(settings):
    settings.BUSCADOR_POR_MINUTO = 2


def from_place(portal, query, place):
    return portal.browser().get("/buscar/", {"q": query}, REMOTE_ADDR=place)


def test_a_flood_from_one_place_is_told_to_wait_and_nobody_else_is(alfa, strict):
    make_page(alfa, "Cosa propia")
    for query in ("cosa", "propia"):
        assert from_place(alfa, query, "192.0.2.1").status_code == 200
    refused = from_place(alfa, "otra", "192.0.2.1")
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    assert "Espere un minuto" in soup(refused).find(role="alert").get_text()
    assert soup(refused).html["data-acento"] == "mar"
    assert soup(refused).main.find("input", attrs={"name": "q"})["value"] == "otra"
    assert from_place(alfa, "otra", "192.0.2.2").status_code == 200
    assert alfa.browser().get("/buscar/", REMOTE_ADDR="192.0.2.1").status_code == 200


def test_what_everybody_asks_for_is_counted_once(alfa, strict):
    make_page(alfa, "Cosa propia")
    for _time in range(5):
        assert from_place(alfa, "cosa", "192.0.2.1").status_code == 200


def test_after_a_minute_the_place_may_search_again(alfa, strict, monkeypatch):
    for query in ("uno", "dos", "tres"):
        last = from_place(alfa, query, "192.0.2.1")
    assert last.status_code == 429
    later = time.time() + 60
    monkeypatch.setattr("servidor.limites.time.time", lambda: later)
    assert from_place(alfa, "cuatro", "192.0.2.1").status_code == 200


def test_the_page_is_in_the_language_of_the_reader(alfa):
    english = publish_in_english(alfa)
    add_page(StandardPage, english, title="Drinking water")
    response = alfa.get("/en/buscar/", {"q": "water"})
    assert titles(response) == ["Drinking water"]
