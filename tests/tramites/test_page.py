"""One procedure, as citizens and robots read it in the province and in a municipality."""

from datetime import date

import pytest

from tests.factories import make_local, make_tramite, publish
from tests.reading import json_ld, links, rel, soup, text

pytestmark = pytest.mark.usefixtures("published")

PATH = "/tramites/certificacion-de-nacimiento/"


@pytest.fixture
def response(certificacion, oficina, provincia):
    return provincia.get(PATH)


def test_it_answers_before_it_explains(response):
    assert response.status_code == 200
    words = text(response)
    answers = ["5.00 CUP", "De 2 a 15 días naturales, desde la entrega", "Registro Civil"]
    details = ["Carné de identidad", "Vaya a la oficina", "Ley 51", "Justicia", "2 de noviembre"]
    places = [words.index(part) for part in answers[:2] + details]
    assert places == sorted(places)


def test_what_to_bring_and_to_do_are_ordered_lists_for_each_way(response):
    page = soup(response)
    requisitos = page.select("section[aria-labelledby=requisitos] ol")
    assert [len(lista.find_all("li")) for lista in requisitos] == [2]
    pasos = page.select("section[aria-labelledby=pasos]")[0]
    assert [h3.get_text() for h3 in pasos.find_all("h3")] == ["En la oficina", "En línea"]
    assert [len(lista.find_all("li")) for lista in pasos.find_all("ol")] == [2, 1]


def test_a_price_without_source_says_so(response):
    assert "10.00 CUP Literal, por confirmar" in text(response)


def test_the_forms_have_their_size_and_the_norms_their_address(response):
    found = links(response, within="main")
    assert found["Ley 51 del Registro Civil"] == "https://ejemplo.cu/ley"
    planilla = soup(response).select_one(".documentos a")
    assert planilla["href"].startswith("/documentos/")
    assert "TXT, 14" in planilla.get_text().replace("\xa0", " ")


def test_the_province_leads_to_each_municipality(response, alfa):
    assert links(response, within="main")["Alfa"] == f"{alfa.url}{PATH}"


def test_a_municipal_host_shows_it_in_its_own_frame_without_a_page_of_its_own(
    certificacion, oficina, alfa, provincia
):
    response = alfa.get(PATH)
    assert response.status_code == 200
    page = soup(response)
    assert page.title.get_text() == "Certificación de nacimiento · Portal del Ciudadano de Alfa"
    migas = page.find("nav", attrs={"aria-label": "Ruta de navegación"})
    assert [a["href"] for a in migas.find_all("a")] == ["/", "/tramites/"]
    assert rel(response, "canonical") == [f"{provincia.url}{PATH}"]
    oficinas = page.select("section[aria-labelledby=donde]")[0].get_text(" ").replace("\u00a0", " ")
    assert "Registro Civil de Alfa" in oficinas
    assert "Martí No. 34" in oficinas
    assert "Lunes a viernes: 8:00 a.m. a 4:00 p.m." in oficinas
    assert "+53 22 000000" in oficinas


def test_what_the_municipality_leaves_empty_it_inherits(certificacion, oficina, alfa, beta):
    make_local(
        alfa,
        certificacion,
        oficinas=[oficina],
        costos=[{"concepto": "Aquí", "importe": 7}],
        nota="Los martes, en La Maya.",
    )
    words = text(alfa.get(PATH))
    assert "7.00 CUP" in words
    assert "5.00 CUP" not in words
    assert "Los martes, en La Maya." in words
    assert "Sellos del timbre, en Correos." in words
    assert "Carné de identidad" in words
    assert "7.00 CUP" not in text(beta.get(PATH))


def test_where_it_is_not_offered_the_place_is_told(certificacion, oficina, beta):
    make_local(
        beta,
        certificacion,
        ofrece="otro",
        ofrece_motivo="No hay registrador.",
        ofrece_donde="Oficina de Alfa",
    )
    words = text(beta.get(PATH))
    assert "No se hace en Beta. No hay registrador. Se hace en: Oficina de Alfa" in words
    assert "Dónde" not in [h2.get_text() for h2 in soup(beta.get(PATH)).select("main h2")]


def test_a_suspension_is_told_with_its_reason_and_days_and_ends_by_itself(
    provincia, certificacion, committed
):
    certificacion.estado = "suspendido"
    certificacion.estado_motivo = "No hay papel."
    certificacion.estado_desde = date(2020, 1, 1)
    certificacion.estado_hasta = date(2099, 1, 2)
    with committed():
        publish(certificacion)
    assert "Suspendido. No hay papel. Del 1 de enero de 2020 al 2 de enero de 2099." in text(
        provincia.get(PATH)
    )
    for since, until, words in (
        (date(2099, 1, 2), date(2099, 1, 2), "El 2 de enero de 2099."),
        (date(2099, 1, 2), date(2099, 1, 3), "El 2 y el 3 de enero de 2099."),
        (date(2099, 1, 2), date(2099, 1, 5), "Del 2 al 5 de enero de 2099."),
    ):
        certificacion.estado_desde, certificacion.estado_hasta = since, until
        with committed():
            publish(certificacion)
        assert f"No hay papel. {words}" in text(provincia.get(PATH))
    certificacion.estado_desde = date(2020, 1, 1)
    certificacion.estado_hasta = date(2020, 2, 1)
    with committed():
        publish(certificacion)
    assert "No hay papel" not in text(provincia.get(PATH))


def test_the_site_map_lists_it_once(certificacion, alfa, provincia):
    make_local(alfa, certificacion)
    assert PATH in provincia.get("/sitemap.xml").content.decode()
    assert PATH not in alfa.get("/sitemap.xml").content.decode()


def test_robots_read_a_government_service(certificacion, oficina, alfa, provincia):
    service = json_ld(alfa.get(PATH))["GovernmentService"]
    assert service["name"] == "Certificación de nacimiento"
    assert service["url"] == f"{provincia.url}{PATH}"
    assert service["serviceOperator"]["name"] == "Registro Civil"
    confirmed, other = service["offers"]
    assert confirmed["price"] == "5.00"
    assert "price" not in other
    assert other["description"] == "Por confirmar"
    assert service["availableChannel"]["serviceLocation"]["name"] == "Registro Civil de Alfa"


def test_a_draft_and_a_withdrawn_procedure_are_nowhere(provincia, alfa, certificacion):
    make_tramite(provincia, "Borrador", live=False)
    local = make_local(alfa, certificacion)
    certificacion.unpublish()
    for portal, path in ((provincia, "/tramites/borrador/"), (alfa, "/tramites/borrador/")):
        assert portal.get(path).status_code == 404
    assert alfa.get(local.get_url()).status_code == 404


def test_a_municipality_may_have_a_procedure_of_its_own(alfa, beta, provincia):
    make_tramite(alfa, "Permiso de parqueo")
    assert alfa.get("/tramites/permiso-de-parqueo/").status_code == 200
    for other in (beta, provincia):
        assert other.get("/tramites/permiso-de-parqueo/").status_code == 404


def test_an_entity_that_was_withdrawn_is_not_named_as_a_place_to_go(
    alfa, certificacion, registro, oficina, committed
):
    with committed():
        registro.unpublish()
    response = alfa.get(PATH)
    assert response.status_code == 200
    assert "/registro-civil/" not in response.content.decode()
