"""Lists of Ley 168 show what the Government and the entidades must publish, and what is missing."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone
from wagtail.models import Page

from directorio.models import EntidadPage, TipoEntidad
from documentos.ley168.cumplimiento import Cumplimiento, de_portales
from documentos.models import Obligacion
from servidor.caches.generations import empty
from tests.budgets import COLD, WARM, queries, told
from tests.factories import (
    make_document,
    make_entidad,
    make_page,
    make_private,
    prepare,
    publish,
)
from tests.reading import links, meta, soup, text

from .ley168 import SINCE, make_ficha, obligacion
from .making import make_documento

LIST = "/transparencia/ley-168/"
ALL = 13
UNREAD = "La página ya no se lee, o su documento se retiró."
GOBIERNO = "/transparencia/lo-que-se-publica/"


def days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def presupuesto(alfa):
    return make_documento(alfa, "Presupuesto del año", tipo="presupuesto")


@pytest.fixture
def empresa(alfa):
    return make_entidad(alfa, "Empresa de Aguas")


def fresh(portal, path):
    """Clear all caches; return the response for ``path``."""
    for alias in caches:
        caches[alias].clear()
    return portal.get(path)


def points(response):
    """Return {obligación: (state, place)} of the table of a list."""
    found = {}
    for row in soup(response).select("main .tabla tbody tr"):
        state = row.select_one(".situacion").extract().get_text()
        for when in row.select("td > br, td > br + small"):
            when.extract()
        found[row.th.get_text()] = (state, " ".join(row.td.get_text(" ").split()))
    return found


def portals(response):
    """Return {portal: cells with the figures of the portal, its Government and its entidades}."""
    rows = soup(response).select("main .tabla tbody tr")
    return {
        row.th.get_text(): tuple(" ".join(td.get_text().split()) for td in row.select("td"))
        for row in rows
    }


def state(alfa, how):
    """Return (state, place) of the budget on the page of a list that gives it as ``how``."""
    make_ficha(alfa, ("presupuesto", how))
    return points(alfa.get(GOBIERNO))["Presupuesto"]


def cards(response):
    """Return {owner: paragraphs} of the cards of the lists on a page."""
    return {
        card.h3.get_text(): [" ".join(p.get_text(" ").split()) for p in card.select("p")]
        for card in soup(response).select("main .tarjeta")
    }


def found(response):
    """Return (obligación, state, owner) of each row of a filtered list."""
    return [
        (item.h3.get_text(), item.select_one(".situacion").get_text(strip=True), item.dd.get_text())
        for item in soup(response).select("main .acuerdo")
    ]


# --- One list -----------------------------------------------------------------------


def test_a_list_tells_every_obligation_with_where_and_since_when(alfa, presupuesto):
    make_ficha(
        alfa, ("presupuesto", presupuesto), ("fondos", "No administra fondos."), resumen="Qué hay."
    )
    response = alfa.get(GOBIERNO)
    told = points(response)
    assert len(told) == ALL
    assert told["Presupuesto"] == ("Publicado", "Presupuesto del año")
    assert told["Fondos"] == ("No le corresponde", "No administra fondos.")
    assert told["Normas"] == ("Aún no publicado", "—")
    assert "El Gobierno : 1 de 12 obligaciones publicadas y vigentes (8 %)" in text(response)
    assert links(response, within="main .tabla") == {
        "Presupuesto del año": "/transparencia/presupuesto-del-ano/"
    }
    assert "10 de enero de 2025" in text(response)
    assert meta(response, "description") == "Qué hay."
    # Each icon has a word beside it.
    assert len(soup(response).select(".tabla .situacion svg")) == ALL


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (None, "Publicado"),
        (31, "Publicado"),
        (30, "Por vencer"),
        (0, "Por vencer"),
        (-1, "Vencido"),
    ],
)
def test_what_holds_until_a_day_says_how_it_stands(alfa, presupuesto, until, said):
    hasta = None if until is None else days(until)
    assert state(alfa, {"pagina": presupuesto, "hasta": hasta})[0] == said


def test_a_file_and_an_address_are_led_to(alfa, settings):
    settings.WAGTAILDOCS_SERVE_METHOD = "redirect"  # the files of the tests are in memory
    document = make_document("Balance", collection=alfa.collection)
    make_ficha(alfa, ("balances", document), ("normas", "https://gaceta.ejemplo.cu/ley/"))
    response = alfa.get(GOBIERNO)
    assert points(response)["Balances"] == ("Publicado", "Balance TXT")
    told = links(response, within="main .tabla")
    assert told["gaceta.ejemplo.cu/ley"] == "https://gaceta.ejemplo.cu/ley/"
    # Only this page offers the file.
    assert alfa.get(told["Balance"]).status_code == 302


def test_a_page_that_is_not_public_any_more_counts_as_missing(alfa, presupuesto):
    make_ficha(alfa, ("presupuesto", presupuesto))
    make_private(presupuesto)
    response = alfa.get(GOBIERNO)
    assert points(response)["Presupuesto"] == (
        "Aún no publicado",
        UNREAD,
    )
    assert "0 de 13 obligaciones publicadas y vigentes (0 %)" in text(response)
    assert "Presupuesto del año" not in text(response)


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_one_that_is_gone_counts_as_missing(alfa, presupuesto, how):
    make_ficha(alfa, ("presupuesto", presupuesto))
    getattr(presupuesto, how)()
    told = points(alfa.get(GOBIERNO))["Presupuesto"]
    assert told[0] == "Aún no publicado"
    assert told[1] in {
        UNREAD,
        "Lo que se había puesto ya no existe.",
    }


def test_a_document_that_was_withdrawn_counts_as_missing(alfa):
    file = make_document("Plan", collection=alfa.collection)
    page = make_documento(alfa, "Plan del año", archivo=file)
    make_ficha(alfa, ("planes", page), ("programas", file))
    assert points(alfa.get(GOBIERNO))["Planes"][0] == "Publicado"
    page.retirado_el, page.motivo_de_retiro = date(2026, 3, 4), "Tenía un error."
    publish(page)
    told = points(fresh(alfa, GOBIERNO))
    assert told["Planes"] == (
        "Aún no publicado",
        UNREAD,
    )
    assert told["Programas"] == ("Aún no publicado", "El archivo se retiró el 4 de marzo de 2026.")


def test_a_list_of_an_entity_has_what_binds_entities(alfa, empresa):
    Obligacion.objects.filter(slug="normas").update(para="gobierno")
    Obligacion.objects.filter(slug="fondos").update(para="entidades")
    make_ficha(alfa)
    make_ficha(alfa, parent=empresa, title="Lo que publica Aguas")
    assert set(points(alfa.get(GOBIERNO))) - set(
        points(alfa.get("/directorio/empresa-de-aguas/lo-que-publica-aguas/"))
    ) == {"Normas"}
    assert "Fondos" not in points(alfa.get(GOBIERNO))


# --- All lists ----------------------------------------------------------------------


def test_the_portal_shows_its_government_and_every_entity(alfa, beta, presupuesto, empresa):
    make_ficha(alfa, ("presupuesto", presupuesto), ("fondos", "No hay."))
    make_ficha(alfa, ("normas", presupuesto), parent=empresa, title="De Aguas")
    make_entidad(alfa, "Correos")
    make_entidad(beta, "De Beta")
    told = cards(alfa.get(LIST))
    assert list(told) == ["Gobierno de Alfa", "Empresa de Aguas", "Correos"]
    assert told["Gobierno de Alfa"][0] == "1 de 12 obligaciones publicadas y vigentes (8 %)"
    assert told["Gobierno de Alfa"][1].startswith("Falta: Normas, Misión, Funciones,")
    assert "Presupuesto" not in told["Gobierno de Alfa"][1]
    assert told["Empresa de Aguas"][0] == "1 de 13 obligaciones publicadas y vigentes (7 %)"
    assert told["Correos"] == ["Aún no ha publicado su lista"]
    assert links(alfa.get(LIST), within="main")["Empresa de Aguas"].endswith("/de-aguas/")
    assert links(alfa.get(LIST), within="main")["Correos"] == "/directorio/correos/"


def test_what_is_not_public_is_not_told(alfa, empresa):
    make_ficha(alfa, title="En borrador", live=False)
    make_private(make_ficha(alfa, parent=empresa, title="Privada"))
    hidden = make_entidad(alfa, "Entidad privada")
    make_private(hidden)
    told = cards(alfa.get(LIST))
    assert told == {
        "Gobierno de Alfa": ["Aún no ha publicado su lista"],
        "Empresa de Aguas": ["Aún no ha publicado su lista"],
    }


def test_offices_and_evacuation_centres_are_not_asked_for_a_list(alfa, empresa):
    make_entidad(alfa, "Oficina de Aguas", parent=empresa)
    shelters = TipoEntidad.objects.get(slug="evacuacion", locale__language_code="es")
    make_entidad(alfa, "Escuela", tipo=shelters)
    assert list(cards(alfa.get(LIST))) == ["Gobierno de Alfa", "Empresa de Aguas"]
    make_ficha(
        alfa, parent=EntidadPage.objects.get(title="Oficina de Aguas"), title="De la oficina"
    )
    assert "Oficina de Aguas" in cards(fresh(alfa, LIST))


@pytest.mark.on_both_databases
def test_it_is_narrowed_by_state_entity_and_obligation(alfa, presupuesto, empresa):
    late = {"pagina": presupuesto, "hasta": days(-3)}
    make_ficha(alfa, ("presupuesto", late), ("normas", presupuesto), ("fondos", "No hay."))
    make_ficha(alfa, ("presupuesto", presupuesto), parent=empresa, title="De Aguas")
    correos = make_entidad(alfa, "Correos")
    assert found(alfa.get(f"{LIST}?estado=vencido")) == [
        ("Presupuesto", "Vencido", "Gobierno de Alfa")
    ]
    assert found(alfa.get(f"{LIST}?obligacion=presupuesto")) == [
        ("Presupuesto", "Vencido", "Gobierno de Alfa"),
        ("Presupuesto", "Publicado", "Empresa de Aguas"),
        ("Presupuesto", "Aún no publicado", "Correos"),
    ]
    assert found(alfa.get(f"{LIST}?entidad=gobierno&estado=publicado")) == [
        ("Normas", "Publicado", "Gobierno de Alfa")
    ]
    assert len(found(alfa.get(f"{LIST}?entidad={correos.pk}"))) == ALL
    response = alfa.get(f"{LIST}?entidad={correos.pk}&estado=vencido")
    assert found(response) == []
    assert "Ninguna obligación coincide" in text(response)
    # Unknown values filter nothing.
    assert "Gobierno de Alfa" in cards(alfa.get(f"{LIST}?entidad=0&estado=x&obligacion=x"))


@pytest.mark.on_both_databases
def test_the_states_say_how_many_and_keep_what_else_was_asked(alfa, presupuesto, empresa):
    make_ficha(alfa, ("presupuesto", presupuesto), ("fondos", "No hay."))
    response = alfa.get(LIST)
    assert links(response, within="main .filtros") == {
        "Todas (26)": LIST,
        "Publicado (1)": f"{LIST}?estado=publicado",
        "Aún no publicado (24)": f"{LIST}?estado=sin-publicar",
        "No le corresponde (1)": f"{LIST}?estado=no-corresponde",
    }
    response = alfa.get(f"{LIST}?entidad=gobierno&estado=publicado")
    told = links(response, within="main .filtros")
    assert told["Todas (13)"] == f"{LIST}?entidad=gobierno"
    assert soup(response).title.get_text().startswith("Lista de la Ley 168: Publicado, Gobierno")


def test_a_long_list_is_paged(alfa, empresa):
    response = alfa.get(f"{LIST}?estado=sin-publicar")
    assert len(found(response)) == 20
    assert len(found(alfa.get(f"{LIST}?estado=sin-publicar&page=2"))) == 6


def test_a_portal_without_anything_says_so(beta):
    response = beta.get(LIST)
    assert cards(response) == {"Gobierno de Beta": ["Aún no ha publicado su lista"]}
    assert "El directorio de este portal no tiene entidades todavía." in text(response)


def test_an_installation_without_obligations_says_so(alfa, empresa):
    make_ficha(alfa)
    Obligacion.objects.all().delete()
    assert "Nada hay que publicar todavía." in text(alfa.get(GOBIERNO))
    assert alfa.get(LIST).status_code == 200
    assert alfa.get("/transparencia/").status_code == 200


def test_the_section_and_the_entity_lead_to_the_lists(alfa, presupuesto, empresa):
    make_ficha(alfa, ("presupuesto", presupuesto))
    response = alfa.get("/transparencia/")
    assert links(response, within="main")["Ver qué se publica y qué falta"] == LIST
    # The list is not shown a second time among the pages of the section.
    assert "Lo que se publica" not in text(response)
    assert "Ley 168" not in text(alfa.get("/directorio/empresa-de-aguas/"))
    make_ficha(alfa, ("normas", presupuesto), parent=empresa, title="De Aguas")
    response = fresh(alfa, "/directorio/empresa-de-aguas/")
    assert "Resumen de De Aguas" in text(response)
    url = links(response, within="main")["Ver qué publica y qué falta"]
    assert url == "/directorio/empresa-de-aguas/de-aguas/"


def of_the_portal(response):
    """Return {label: figures} of the part that counts the obligaciones of a portal."""
    rows = soup(response).select("main .ley168-cuentas div")
    return {row.dt.get_text(): " ".join(row.dd.get_text().split()) for row in rows}


def test_how_much_is_published_is_the_same_number_everywhere(alfa, provincia, presupuesto, empresa):
    late = {"pagina": presupuesto, "hasta": days(-1)}
    own = [(slug, presupuesto) for slug in ("normas", "mision", "funciones", "planes")]
    make_ficha(alfa, *own, ("presupuesto", late), ("fondos", "No hay."))
    owned = [("normas", presupuesto), ("balances", late)]
    ficha = make_ficha(alfa, *owned, parent=empresa, title="De Aguas")
    make_entidad(alfa, "Correos")  # without a list: it does not count
    told = {
        "Todo el portal": "5 de 25 obligaciones publicadas y vigentes (20 %)",
        "El Gobierno": "4 de 12 obligaciones publicadas y vigentes (33 %)",
        "Las entidades, en 1 lista": "1 de 13 obligaciones publicadas y vigentes (7 %)",
    }
    assert of_the_portal(alfa.get("/transparencia/")) == told
    assert of_the_portal(alfa.get(LIST)) == told
    of_entity = "1 de 13 obligaciones publicadas y vigentes (7 %)"
    assert of_entity in text(alfa.get("/directorio/empresa-de-aguas/"))
    assert of_entity in text(alfa.get(ficha.get_url()))
    assert cards(alfa.get(LIST))["Empresa de Aguas"][0] == of_entity
    assert portals(provincia.get(LIST))["Alfa"][:3] == (
        "5 de 25 (20 %)",
        "4 de 12 (33 %)",
        "1 de 13 (7 %)",
    )
    assert "El porcentaje se redondea hacia abajo" in text(alfa.get(LIST))


def test_without_lists_of_entities_the_government_alone_is_told(alfa, empresa):
    nothing = {"El Gobierno": "0 de 13 obligaciones publicadas y vigentes (0 %)"}
    assert of_the_portal(alfa.get("/transparencia/")) == nothing
    assert of_the_portal(alfa.get(LIST)) == nothing


def test_where_nothing_binds_no_percentage_is_told(alfa, presupuesto, empresa):
    ficha = make_ficha(alfa, ("fondos", "No hay."), parent=empresa, title="De Aguas")
    Obligacion.objects.exclude(slug="fondos").update(para="gobierno")
    Obligacion.objects.filter(slug="fondos").update(para="entidades")
    response = fresh(alfa, "/directorio/empresa-de-aguas/")
    assert "Nada le corresponde" in text(response)
    assert "vigentes (" not in text(response)
    ficha.delete()
    Obligacion.objects.all().delete()
    assert not of_the_portal(fresh(alfa, "/transparencia/"))
    assert not of_the_portal(fresh(alfa, LIST))


def test_the_province_shows_what_each_portal_has_published(provincia, alfa, beta, empresa):
    page = make_page(alfa, "Página")
    make_ficha(alfa, ("normas", page), ("fondos", "No hay."))
    make_ficha(alfa, ("normas", page), ("planes", page), parent=empresa, title="De Aguas")
    assert portals(provincia.get(LIST)) == {
        "Alfa": ("3 de 25 (12 %)", "1 de 12 (8 %)", "2 de 13 (15 %)", "1"),
        "Beta": ("0 de 13 (0 %)", "0 de 13 (0 %)", "—", "0"),
        "Provincia de Oriente": ("0 de 13 (0 %)", "0 de 13 (0 %)", "—", "0"),
    }
    assert links(provincia.get(LIST), within="main .tabla")["Alfa"] == f"{alfa.url}{LIST}"
    assert "Gobierno Provincial" in cards(provincia.get(LIST))
    assert not portals(alfa.get(LIST))


def test_a_portal_that_is_being_prepared_is_not_shown_by_the_province(provincia, alfa):
    prepare(alfa)
    response = provincia.get(LIST)
    assert response.status_code == 200
    assert list(portals(response)) == ["Beta", "Provincia de Oriente"]


def test_it_is_taken_away_as_a_table_and_as_json(alfa, presupuesto, empresa):
    make_ficha(alfa, ("presupuesto", {"pagina": presupuesto, "hasta": days(5)}))
    response = alfa.get(f"{LIST}csv/?obligacion=presupuesto")
    assert response.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == {
        "de": "gobierno",
        "nombre": "Gobierno de Alfa",
        "entidad_id": "",
        "obligacion": "presupuesto",
        "obligacion_nombre": "Presupuesto",
        "base_legal": "Ley 168",
        "estado": "por-vencer",
        "desde": SINCE.isoformat(),
        "hasta": days(5).isoformat(),
        "donde": f"{alfa.url}/transparencia/presupuesto-del-ano/",
        "nota": "",
        "url": f"{alfa.url}{GOBIERNO}",
    }
    assert rows[1]["entidad_id"] == str(empresa.translation_key)
    assert (rows[1]["estado"], rows[1]["url"]) == ("sin-publicar", "")
    data = json.loads(alfa.get(f"{LIST}json/?estado=por-vencer").content)
    assert [item["obligacion"] for item in data["obligaciones"]] == ["presupuesto"]


def test_more_of_it_costs_no_more_queries(alfa, provincia, presupuesto, empresa):
    ficha = make_ficha(alfa, ("presupuesto", presupuesto), ("balances", make_document()))
    owned = make_ficha(alfa, ("normas", presupuesto), parent=empresa, title="De Aguas")
    paths = (
        LIST,
        f"{LIST}?estado=publicado",
        f"{LIST}csv/",
        ficha.get_url(),
        owned.get_url(),
        "/directorio/empresa-de-aguas/",
        "/transparencia/",
    )
    before = {path: queries(alfa, path) for path in paths}
    before_province = queries(provincia, LIST)
    for number in range(3):
        entity = make_entidad(alfa, f"Entidad {number}")
        page = make_page(alfa, f"Página {number}")
        rows = [("normas", page), ("planes", page), ("fondos", "No hay.")]
        make_ficha(alfa, *rows, parent=entity, title=f"De {number}")
    for path in paths:
        after = queries(alfa, path)
        assert len(after) == len(before[path]) <= COLD, told(after)
        warm = queries(alfa, path, warm=True)
        assert len(warm) <= WARM, told(warm)
    after = queries(provincia, LIST)
    assert len(after) == len(before_province) <= COLD, told(after)


# --- What other apps query -----------------------------------------------------------


def test_other_apps_are_told_how_much_is_published(
    alfa, beta, empresa, presupuesto, django_assert_num_queries
):
    late = {"pagina": presupuesto, "hasta": days(-1)}
    make_ficha(alfa, ("normas", presupuesto))
    make_ficha(
        alfa, ("normas", presupuesto), ("planes", late), ("fondos", "No hay."), parent=empresa
    )
    make_entidad(alfa, "Correos")
    make_entidad(beta, "De Beta")
    told = de_portales([alfa.site, beta.site])
    own, other = told[alfa.site.pk], told[beta.site.pk]
    assert own.por_entidad == {empresa.path: Cumplimiento(1, 12)}
    assert (own.total, other.total) == (Cumplimiento(2, 25), Cumplimiento(0, 13))
    assert de_portales([alfa.site], days(40))[alfa.site.pk].total == Cumplimiento(2, 25)
    empty()
    with django_assert_num_queries(2):
        de_portales([alfa.site, beta.site])


def of_portal(portal):
    return de_portales([portal.site])[portal.site.pk].total


def test_the_province_decides_what_binds(alfa, presupuesto):
    make_ficha(alfa, ("presupuesto", presupuesto))
    assert of_portal(alfa) == Cumplimiento(1, ALL)
    entry = obligacion("presupuesto")
    entry.para = "entidades"
    entry.save()
    empty()
    assert of_portal(alfa) == Cumplimiento(0, ALL - 1)


def test_the_list_of_an_entity_that_is_not_public_counts_for_nobody(alfa, empresa, presupuesto):
    make_ficha(alfa, ("normas", presupuesto), parent=empresa)
    Page.objects.filter(pk=empresa.pk).update(live=False)  # without the pages below it
    assert de_portales([alfa.site])[alfa.site.pk].por_entidad == {}
