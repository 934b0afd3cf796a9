"""«Copiar como texto»: the whole procedure as plain text, with its size."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.factories import make_local
from tests.reading import links, soup, text

pytestmark = pytest.mark.usefixtures("published")

PATH = "/tramites/certificacion-de-nacimiento/texto/"


@pytest.fixture
def plain(certificacion, oficina, alfa):
    return alfa.get(f"{PATH}archivo/").content.decode()


def test_the_file_tells_all_of_it_the_answer_first(plain, alfa):
    parts = [
        "CERTIFICACIÓN DE NACIMIENTO",
        "Cuesta:\n- Certificación: 5.00\xa0CUP\n- Literal: 10.00\xa0CUP (por confirmar)",
        "Demora: De 2 a 15 días naturales",
        "Dónde: Registro Civil de Alfa\nMartí No. 34\nLunes a viernes: 8:00 a.m. a 4:00 p.m.",
        "Tel. +53 22 000000",
        "Qué llevar:\n1. Carné de identidad (Original)\n2. Tomo y folio",
        "Cómo se hace (en la oficina):\n1. Vaya a la oficina\n2. Entregue los datos",
        "Cómo se hace (en línea):\n1. Llene la solicitud https://ejemplo.cu/rc",
        "Última revisión: 2 de noviembre de 2026",
        f"{alfa.url}/tramites/certificacion-de-nacimiento/\n",
    ]
    places = [plain.index(part) for part in parts]
    assert places == sorted(places)
    assert "\n\n\n" not in plain


def test_the_screen_has_the_same_text_its_size_and_the_links_that_send_it(
    certificacion, oficina, alfa
):
    response = alfa.get(PATH)
    page = soup(response)
    texto = page.find("textarea")
    assert texto.has_attr("readonly")
    plain = alfa.get(f"{PATH}archivo/").content.decode()
    assert texto.get_text().strip() == plain.strip()
    sent = parse_qs(urlsplit(links(response, within="main")["WhatsApp"]).query)["text"]
    assert sent == [plain.strip()]
    # With accents, each part of a long SMS holds 67 letters.
    assert f"{-(-(len(plain) - 1) // 67)} SMS" in text(response)
    assert f"{len(plain) - 1} letras" in text(response)


def test_the_file_is_plain_text(certificacion, provincia):
    response = provincia.get(f"{PATH}archivo/")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"


def test_it_tells_where_it_is_done_instead(certificacion, oficina, beta):
    make_local(beta, certificacion, ofrece="no", ofrece_motivo="No hay registrador.")
    plain = beta.get(f"{PATH}archivo/").content.decode()
    assert "NO SE OFRECE AQUÍ. No hay registrador." in plain
    assert "Dónde:" not in plain


def test_what_does_not_exist_has_no_text(certificacion, alfa, provincia):
    for portal in (alfa, provincia):
        assert portal.get("/tramites/otro/texto/").status_code == 404
