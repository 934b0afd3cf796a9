"""The page for 404 searches the words of the address, without mail, telephone or id numbers."""

import pytest

from tests.budgets import COLD, WARM, queries
from tests.factories import make_noticia, make_private
from tests.reading import soup

ADDRESSES = {
    "/noticias/123-inauguran-policlinico/": "inauguran policlinico",
    "/noticias/98765-inauguran-policlinico.html": "inauguran policlinico",
    "/index.php/es/component/content/article/5-noticias/12-Ley_168/": "Ley 168",
    "/2019/05/12/el-r%C3%ADo-crecido/": "el río crecido",
    "/noticias/el-rio-crecido/amp/": "el rio crecido",
    "/ayuda+con+el+carn%C3%A9/": "ayuda con el carné",
    "/escribir/90010112345/": "escribir",
    "/persona/90-01-01-12345-ana/": "ana",
    "/correo/ana@ejemplo.cu/": "correo",
    "/correo/ana%2540ejemplo.cu/": "correo",
    "/telefono/53-52-12-34-56/": "telefono",
    "/123/456/": "",
    "/x.php": "",
    "/%F0%9F%98%80/": "",
    "/<script>alert(1)</script>/": "script",
    "/a-" + "muy-" * 400: "a muy muy muy muy muy muy muy",
}


@pytest.mark.parametrize("address", ADDRESSES, ids=range(len(ADDRESSES)))
def test_the_search_says_what_the_address_said(alfa, address):
    response = alfa.browser().get(address, follow=True)
    assert response.status_code == 404
    [field] = soup(response).select("main input[name=q]")
    assert field["value"] == ADDRESSES[address]


def test_what_is_called_so_is_offered_two_at_most(alfa, beta):
    for number in ("uno", "dos", "tres", "cuatro"):
        make_noticia(alfa, f"Inauguran un policlínico {number}")
    make_noticia(beta, "Inauguran el policlínico de Beta")
    response = alfa.get("/noticias/123-inauguran-policlinico/")
    links = soup(response).select("main nav .enlaces a")
    assert len(links) == 2
    assert all(link.get_text().startswith("Inauguran un policlínico") for link in links)
    assert alfa.get(links[0]["href"].removeprefix(alfa.url)).status_code == 200


def test_below_a_section_the_section_is_offered(alfa):
    make_noticia(alfa, "Inauguran un policlínico")
    for address in ("/noticias/no-existe/", "/noticias/2019/inauguran-policlinico/"):
        [link] = soup(alfa.get(address)).select("main a.boton")
        assert (link["href"], link.get_text()) == ("/noticias/", alfa.noticias.title)


def test_nothing_private_is_offered(alfa):
    noticia = make_noticia(alfa, "Inauguran un policlínico")
    make_private(noticia)
    assert not soup(alfa.get("/inauguran-policlinico/")).select("main nav .enlaces")


@pytest.mark.parametrize("address", ["/inauguran-policlinico.php", "/wp-login.php"])
def test_programs_that_try_doors_are_offered_nothing(alfa, address):
    make_noticia(alfa, "Inauguran un policlínico")
    assert not soup(alfa.get(address)).select("main nav .enlaces")


def test_a_flood_of_addresses_from_one_network_is_not_searched_for(alfa, settings):
    settings.SUGERENCIAS_POR_MINUTO = 2
    make_noticia(alfa, "Inauguran un policlínico")
    offered = [
        bool(soup(alfa.get(f"/{number}-inauguran-policlinico/")).select("main nav .enlaces"))
        for number in range(4)
    ]
    assert offered == [True, True, False, False]
    # Visitors of other networks do not get the cached answer to the flood.
    other = alfa.browser().get("/3-inauguran-policlinico/", REMOTE_ADDR="192.0.2.7")
    assert soup(other).select("main nav .enlaces")


@pytest.mark.on_both_databases
def test_it_keeps_the_budget_of_every_page(alfa):
    make_noticia(alfa, "Inauguran un policlínico")
    address = "/noticias/123-inauguran-policlinico/"
    assert len(queries(alfa, address)) <= COLD
    alfa.get("/noticias/")
    assert len(queries(alfa, address, warm=True)) <= WARM
