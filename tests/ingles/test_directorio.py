"""Entidades in English: words are translated; numbers and hours follow the Spanish page."""

from datetime import time

import pytest
import vobject
from wagtail_localize.models import TranslationSource

from directorio.models import EntidadPage, Horario, InformeDeDato
from tests.budgets import COLD, WARM, queries, told
from tests.factories import make_entidad, publish
from tests.reading import links, rel, soup, text
from tests.traducir import texts_to_translate, translate

PATH = "/en/directorio/registro-civil/"
OF_PROVINCE = "/en/directorio/provincia/registro-civil/"


@pytest.fixture
def registry(in_english, registro):
    return translate(
        registro,
        {
            "Registro Civil": "Civil Registry",
            "Resumen de Registro Civil": "Births and marriages.",
            "Recepción": "Reception",
            "Insista": "Keep trying",
            "Certificaciones": "Certificates",
            "Registradora": "Registrar",
        },
    )


def test_a_translator_is_asked_for_words_and_not_for_numbers_or_addresses(registro):
    assert texts_to_translate(registro) == {
        "Registro Civil",
        "Resumen de Registro Civil",
        "Recepción",
        "Insista",
        "Certificaciones",
        "Registradora",
    }


def test_a_translator_cannot_give_another_number_office_or_address(in_english, registro):
    translate(registro, {})
    source = TranslationSource.objects.get_for_instance(registro)
    assert not source.overridablesegment_set.exists()


def test_the_page_is_english_in_every_word(registry, provincia):
    words = text(provincia.get(PATH))
    for english in (
        "Civil Registry",
        "+53 22 000000",
        "Reception. Keep trying",
        "Monday to Friday",
        "8:00 a.m. to 4:00 p.m.",
        "Martí",
        "Certificates",
        "Ana Ejemplo Registrar",
    ):
        assert english in words
    for spanish in ("Recepción", "Abierto", "Cerrado", "Lunes", "Registradora"):
        assert spanish not in words


def test_numbers_hours_and_places_follow_the_spanish_page(registry, registro, provincia):
    page = EntidadPage.objects.get(pk=registro.pk)
    row = page.contactos.get()
    row.valor = "22 999999"
    page.contactos.add(row)
    page.horarios.set([Horario(dia="sa", abre=time(9), cierra=time(11))])
    page.calle, page.latitud = "Aguilera", 20.2
    publish(page)
    translate(page, {})
    words = text(provincia.get(PATH))
    assert "+53 22 999999 Reception. Keep trying" in words
    assert "Saturday 9:00 a.m. to 11:00 a.m." in words
    assert "8:00 a.m. to 4:00 p.m." not in words
    assert "Aguilera" in words
    assert links(provincia.get(PATH))["Open on the map"] == "geo:20.20000,-75.90000"


def test_both_languages_lead_to_each_other(registry, provincia, alfa):
    spanish = "/directorio/registro-civil/"
    for path in (spanish, PATH):
        found = rel(provincia.get(path), "alternate", hreflang=True)
        assert set(found) == {f"{provincia.url}{spanish}", f"{provincia.url}{PATH}"}
    # In a municipality, both links stay in its portal.
    here = "/directorio/provincia/registro-civil/"
    assert links(alfa.get(here), within=".idiomas") == {"English": f"/en{here}"}
    assert links(alfa.get(f"/en{here}"), within=".idiomas") == {"Español": here}


def test_the_card_for_the_telephone_speaks_english(registry, provincia):
    card = vobject.readOne(provincia.get(f"{PATH}vcf/").content.decode())
    assert card.fn.value == "Civil Registry"
    assert "Monday to Friday: 8:00 a.m. to 4:00 p.m." in card.note.value


def test_the_list_has_all_with_the_words_of_the_reader(registry, oficina, alfa):
    response = alfa.get("/en/directorio/")
    names = {
        a.get_text(): (a["href"], a.get("lang")) for a in soup(response).select(".tarjeta-titulo a")
    }
    assert names == {
        "Civil Registry": ("/en/directorio/provincia/registro-civil/", None),
        # The page is in Spanish, but its hours and number need no translation.
        "Registro Civil de Alfa": ("/directorio/registro-civil-de-alfa/", "es-CU"),
    }
    assert "Procedures and registries" in links(response, within=".filtros")
    assert alfa.get("/en/directorio/?q=registry").content.count(b"tarjeta-titulo") == 1
    assert alfa.get("/en/directorio/?tipo=tramites").content.count(b"tarjeta-titulo") == 2
    for path in ("imprimir/", "csv/", "json/", "vcf/"):
        content = alfa.get(f"/en/directorio/{path}").content.decode()
        assert "Civil Registry" in content
        assert "Registro Civil de Alfa" in content


def test_the_offices_of_an_entity_are_all_there(registry, registro, provincia):
    make_entidad(provincia, "Oficina sin traducir", parent=registro)
    office = make_entidad(provincia, "Oficina del norte", parent=registro)
    translate(office, {"Oficina del norte": "Northern office"})
    section = soup(provincia.get(PATH)).select_one("section[aria-labelledby=oficinas]")
    assert {a.get_text(): a.get("lang") for a in section.find_all("a")} == {
        "Northern office": None,
        "Oficina sin traducir": "es-CU",
    }


def test_an_entity_without_translation_is_shown_in_spanish_and_says_so_in_english(
    in_english, registro, oficina, alfa
):
    for path in ("registro-civil-de-alfa/", "provincia/registro-civil/"):
        response = alfa.get(f"/en/directorio/{path}")
        assert response.status_code == 302
        assert response["Location"] == f"/directorio/{path}?desde=en"
        page = soup(alfa.get(response["Location"]))
        assert page.html["lang"] == "es-CU"
        notice = page.main.find(lang="en")
        assert "only in Spanish" in notice.get_text()
        assert notice.a["href"] == "/en/"
    assert alfa.get("/en/directorio/nada/").status_code == 404


def test_what_an_english_reader_reports_reaches_the_editors_of_the_spanish_page(
    registry, registro, provincia
):
    browser = provincia.browser()
    form = soup(browser.get(f"{PATH}informar/"))
    number = form.find("input", attrs={"name": "dato"})["value"]
    answer = browser.post(f"{PATH}informar/", {"dato": number, "clase": "no_responde"}, follow=True)
    assert "Thank you" in text(answer)
    informe = InformeDeDato.objects.get()
    assert informe.entidad_id == registro.pk
    assert informe.contacto == registro.contactos.get()
    assert informe.dato == "Teléfono: +53 22 000000 (Recepción)"


def test_whom_an_entity_serves_is_said_by_its_spanish_page(registry, registro, alfa):
    page = EntidadPage.objects.get(pk=registro.pk)
    page.municipios_atendidos.set([])
    publish(page)
    assert "Civil Registry" not in text(alfa.get("/en/directorio/"))
    assert alfa.get("/en/directorio/provincia/registro-civil/").status_code == 404


@pytest.mark.parametrize("path", [PATH, "/en/directorio/", "/en/directorio/?tipo=tramites"])
def test_a_page_keeps_its_budget(registry, oficina, provincia, alfa, path):
    for portal in (provincia, alfa):
        here = path if portal is provincia else path.replace(PATH, OF_PROVINCE)
        assert portal.get(here).status_code == 200
        cold = queries(portal, here)
        assert len(cold) <= COLD, f"{portal.slug} {here}: {told(cold)}"
        warm = queries(portal, here, warm=True)
        assert len(warm) <= WARM, f"{portal.slug} {here} warm: {told(warm)}"
