"""Procedures in English, in the portal of the province and in that of a municipality."""

import pytest

from tests.budgets import COLD, WARM, queries, told
from tests.factories import make_local, make_tramite, publish
from tests.reading import json_ld, links, rel, soup, text
from tests.traducir import texts_to_translate, translate
from tramites.models import TramiteDestacado, TramitesIndexPage

PATH = "/tramites/certificacion-de-nacimiento/"
EN = f"/en{PATH}"


def test_a_translator_is_asked_for_words_only(certificacion):
    texts = texts_to_translate(certificacion)
    assert {"Certificación de nacimiento", "Carné de identidad", "Certificación"} <= texts
    assert certificacion.slug not in texts


@pytest.mark.parametrize("slug", ["provincia", "alfa"])
def test_the_page_is_english_in_every_word(slug, portales, in_english, certificate, oficina):
    portal = getattr(portales, slug)
    response = portal.get(EN)
    assert response.status_code == 200
    words = text(response)
    for english in (
        "Birth certificate",
        "5.00 CUP Certificate, to be confirmed",
        "Up to 15 calendar days",
        "Monday to Friday: 8:00 a.m. to 4:00 p.m.",
        "Identity card",
        "Go to the office",
    ):
        assert english in words
    for spanish in ("Cuesta", "Demora", "Qué llevar", "Lunes", "Certificación"):
        assert spanish not in words
    assert json_ld(response)["GovernmentService"]["inLanguage"] == "en"


def test_the_offices_keep_their_own_names_where_nobody_translated_them(
    in_english, certificate, oficina, registro, alfa, committed
):
    def names():
        found = soup(alfa.get(EN)).select("section[aria-labelledby=donde] h3 a")
        return {a.get_text(): (a["href"], a.get("lang")) for a in found}

    registry = ("Registro Civil", ("/directorio/provincia/registro-civil/", "es-CU"))
    office = ("Registro Civil de Alfa", ("/directorio/registro-civil-de-alfa/", "es-CU"))
    assert names() == dict([registry, office])
    with committed():
        translate(registro, {"Registro Civil": "Civil Registry"})
    registry = ("Civil Registry", ("/en/directorio/provincia/registro-civil/", None))
    assert names() == dict([registry, office])


def test_both_languages_lead_to_each_other(in_english, certificate, alfa, provincia):
    for portal in (provincia, alfa):
        assert links(portal.get(PATH), within=".idiomas") == {"English": EN}
        assert links(portal.get(EN), within=".idiomas") == {"Español": PATH}
        assert rel(portal.get(EN), "canonical") == [f"{provincia.url}{EN}"]
        for path in (PATH, EN):
            found = rel(portal.get(path), "alternate", hreflang=True)
            assert set(found) == {f"{provincia.url}{PATH}", f"{provincia.url}{EN}"}
    assert links(provincia.get(EN), within=".municipios-del-tramite") == {"Alfa": f"{alfa.url}{EN}"}


def test_as_text_it_is_english(in_english, certificate, oficina, alfa):
    texto = soup(alfa.get(f"{EN}texto/")).textarea.get_text()
    assert texto.startswith("BIRTH CERTIFICATE")
    assert "Takes: Up to 15 calendar days" in texto
    assert texto.endswith(f"{alfa.url}{EN}")


def test_what_is_different_here_is_told_also_where_nobody_translated_it(
    in_english, certificate, certificacion, oficina, alfa, committed
):
    local = make_local(
        alfa,
        certificacion,
        costos=[{"concepto": "Aquí", "importe": 7}],
        nota="Solo los martes.",
        estado="limitado",
        estado_motivo="Falta papel.",
    )
    page = soup(alfa.get(EN))
    told = {tag.get_text(strip=True) for tag in page.main.find_all(lang="es-CU")}
    assert {"Solo los martes.", "Falta papel.", "Aquí"} <= told
    assert "7.00 CUP" in text(alfa.get(EN))
    assert "5.00 CUP" not in text(alfa.get(EN))
    english = {"Solo los martes.": "Tuesdays only.", "Falta papel.": "No paper.", "Aquí": "Here"}
    with committed():
        translate(local, english)
    words = text(alfa.get(EN))
    assert "Tuesdays only." in words
    assert "7.00 CUP Here" in words
    assert "Solo los martes" not in words
    assert "Please note: Tuesdays only." in text(alfa.get(f"{EN}texto/"))


def test_without_translation_it_is_shown_in_spanish_and_says_so_in_english(
    in_english, certificacion, oficina, alfa
):
    translate(make_local(alfa, certificacion, nota="Los martes."), {"Los martes.": "Tuesdays."})
    for tail in ("", "texto/"):
        response = alfa.get(f"{EN}{tail}")
        assert response.status_code == 302
        assert response["Location"] == f"{PATH}{tail}?desde=en"
    page = soup(alfa.get(f"{PATH}?desde=en"))
    assert page.html["lang"] == "es-CU"
    assert "only in Spanish" in page.main.find(lang="en").get_text()
    assert "Los martes." in page.main.get_text()
    assert alfa.get("/en/tramites/nada/").status_code == 404


def test_the_list_has_what_is_translated_and_counts_the_rest(
    in_english, certificate, provincia, alfa
):
    make_tramite(provincia, "Ácometida de agua", eventos=["electricidad-y-agua"])
    response = alfa.get("/en/tramites/")
    page = soup(response)
    assert [h3.get_text() for h3 in page.select(".tarjeta h3")] == ["Birth certificate"]
    assert links(response, within=".filtros") == {
        "Birth and registration (1)": "/en/tramites/?evento=nacer"
    }
    assert links(response, within=".lista")["1 more procedure is in Spanish only"] == "/tramites/"
    for query in ("evento=nacer", "q=birth", "letra=b"):
        assert "Birth certificate" in text(alfa.get(f"/en/tramites/?{query}"))
    catalogue = alfa.get("/en/tramites/catalogo/json/").json()["tramites"]
    assert [row["name"] for row in catalogue] == ["Birth certificate"]
    assert catalogue[0]["language"] == "en"
    assert catalogue[0]["isGroupedBy"] == ["Birth and registration"]


def test_the_most_used_are_those_that_the_spanish_section_puts_first(
    in_english, certificate, certificacion, provincia, alfa
):
    section = TramitesIndexPage.objects.get(pk=provincia.tramites.pk)
    section.destacados.set([TramiteDestacado(tramite=certificacion)])
    publish(section)
    translate(section, {})
    for portal in (provincia, alfa):
        assert links(portal.get("/en/tramites/"), within=".accesos") == {"Birth certificate": EN}


def test_a_translation_asks_no_municipality_to_confirm(
    in_english, certificacion, certificate, alfa, as_editor
):
    translate(make_local(alfa, certificacion, nota="Los martes."), {})
    certificacion.resultado = "Otra cosa."
    publish(certificacion)
    listing = as_editor.get("/admin/tramites/por-confirmar/")
    assert listing.content.count(b"/confirmar/") == 1


@pytest.mark.parametrize("path", [EN, f"{EN}texto/", "/en/tramites/", "/en/tramites/?evento=nacer"])
def test_a_page_keeps_its_budget(
    in_english, certificate, certificacion, oficina, provincia, alfa, path
):
    make_local(alfa, certificacion, oficinas=[oficina], nota="Los martes.")
    for portal in (provincia, alfa):
        assert portal.get(path).status_code == 200
        cold = queries(portal, path)
        assert len(cold) <= COLD, f"{portal.slug} {path}: {told(cold)}"
        warm = queries(portal, path, warm=True)
        assert len(warm) <= WARM, f"{portal.slug} {path} warm: {told(warm)}"
