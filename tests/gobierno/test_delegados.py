"""«Encuentre a su delegado» searches by street, reparto, consejo popular or name."""

import pytest

from gobierno import views
from gobierno.models import ConsejoPopularPage
from search.indice import indexed_at_once
from tests.budgets import COLD, queries, told
from tests.factories import make_private, prepare
from tests.reading import json_ld, links, soup, text

from .making import make_consejo

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def consejos(once):
    once(_make_consejos)


@indexed_at_once()
def _make_consejos(portales):
    alfa = portales.alfa
    make_consejo(
        alfa,
        "Consejo Popular Centro",
        (
            1,
            {"delegado": "Delegada Uno", "lugares": "Calle 4 e/ A y B, Calle Ñico López"},
        ),
        (2, {"delegado": "Delegado Dos", "lugares": "Calle 4 e/ C y D, Avenida de los Pinos"}),
        (
            3,
            {
                "lugares": "Calle 1ra, Calle 40, Carretera Central km 4",
                "despacho_lugar": "Escuela Martí",
            },
        ),
        repartos="Sueño, Vista Alegre",
        presidente="Presidenta Alfa",
        telefono="22 000000",
    )
    make_consejo(
        alfa,
        "Consejo Popular La Loma",
        (7, {"delegado": "Delegada Peralta", "lugares": "Edificios 1 al 4, El Cristo"}),
        repartos="La Loma",
    )


def found(portal, query, **more):
    response = portal.get("/gobierno/delegados/", {"q": query, **more})
    assert response.status_code == 200
    return [int(h2.contents[0].split()[-1]) for h2 in soup(response).select(".delegado h2")]


@pytest.mark.on_both_databases
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("Calle 4 entre A y B", [1]),
        ("calle 4 e/ a y b", [1]),
        ("CALLE 4 E/ C Y D", [2]),
        ("c/ 4 No. 34 e/ A y B, Rpto. Sueño", [1]),
        ("4", [1, 2, 3, 7]),
        ("calle 4", [1, 2]),
        ("calle 40", [3]),
        ("nico lopez", [1]),
        ("Ave. Pinos", [2]),
        ("avenida de los pinos", [2]),
        ("calle primera", [3]),
        ("Carr. Central", [3]),
        ("marti", [3]),
        ("sueño", [1, 2, 3]),
        ("reparto la loma", [7]),
        ("consejo popular la loma", [7]),
        ("crist", [7]),
        ("delegada peralta", [7]),
        ("Circunscripción No. 2", [2]),
        ("circ. 7", [7]),
        ("circunscripción 99", []),
        ("xilófono", []),
        ("100%_ '\x00", []),
        ("e/", []),
        (",", []),
    ],
)
def test_people_find_their_delegate_as_they_write_their_address(alfa, consejos, query, numbers):
    assert found(alfa, query) == numbers


def test_a_corner_that_nobody_has_written_down_is_left_out_and_it_is_said(alfa, consejos):
    exact = alfa.get("/gobierno/delegados/", {"q": "Calle 4 e/ A y B"})
    assert "la más parecida" not in text(exact)
    nearest = alfa.get("/gobierno/delegados/", {"q": "Calle 40 e/ Q y R, Reparto Sueño"})
    assert "la más parecida" in text(nearest)
    assert found(alfa, "Calle 40 e/ Q y R, Reparto Sueño") == [3]
    assert found(alfa, "Calle 40 esq. Q, Reparto Desconocido") == [3]


def test_it_tells_where_and_when_the_delegate_is_met_and_dials_the_telephone(alfa):
    desk = {"despacho_lugar": "Escuela 4", "despacho_horario": "Primer martes, 7:00 p.m."}
    fields = {"delegado": "Delegada Uno", "lugares": "Calle 4", "telefono": "22 000001"}
    make_consejo(alfa, "Centro", (1, fields | desk), (2, {"lugares": "Calle 4"}))
    response = alfa.get("/gobierno/delegados/", {"q": "calle 4"})
    words = text(response)
    for told_of_it in ("Delegada Uno", "Escuela 4", "Primer martes, 7:00 p.m."):
        assert told_of_it in words
    assert "Cargo vacante, pendiente de elección" in words
    assert links(response)["+53 22 000001"] == "tel:+53-22-000001"
    page = alfa.get(links(response)["Centro"])
    assert page.status_code == 200
    assert soup(page).find(id="circunscripcion-1")


def test_who_finds_nothing_is_told_what_to_do(alfa, consejos):
    response = alfa.get("/gobierno/delegados/", {"q": "xilófono"})
    assert "Nada con «xilófono»" in text(response)
    assert soup(response).find(id="delegado")["value"] == "xilófono"
    found_links = links(response)
    assert found_links["Ver los consejos populares"] == "/gobierno/delegados/"
    assert found_links["¿No lo encuentra? En Atención a la Población saben quién es."] == (
        "/atencion/"
    )


def test_without_a_question_it_lists_the_consejos_populares(alfa, consejos):
    response = alfa.get("/gobierno/delegados/")
    assert [a.get_text() for a in soup(response).select(".tarjeta-titulo a")] == [
        "Consejo Popular Centro",
        "Consejo Popular La Loma",
    ]
    assert "3 circunscripciones" in text(response)
    assert "Preside: Presidenta Alfa" in text(response)


def test_long_answers_have_pages_that_keep_the_question(alfa, monkeypatch):
    monkeypatch.setattr(views.DelegadosList, "per_page", 2)
    make_consejo(alfa, "Centro", *((number, {"lugares": "Calle 4"}) for number in (1, 2, 3)))
    first = alfa.get("/gobierno/delegados/", {"q": "calle 4"})
    assert found(alfa, "calle 4") == [1, 2]
    assert "3 circunscripciones" in text(first)
    second = alfa.get(links(first)["Siguiente"])
    assert len(soup(second).select(".delegado")) == 1


def test_a_portal_without_consejos_says_so_and_the_province_leads_to_the_municipalities(
    provincia, alfa
):
    assert "Todavía no se han publicado" in text(alfa.get("/gobierno/delegados/"))
    response = provincia.get("/gobierno/delegados/")
    assert links(response, within=".enlaces") == {
        "Alfa": "http://alfa.localhost:8000/gobierno/delegados/",
        "Beta": "http://beta.localhost:8000/gobierno/delegados/",
    }


def test_the_province_leads_to_none_that_is_being_prepared(provincia, alfa):
    prepare(alfa)
    assert list(links(provincia.get("/gobierno/delegados/"), within=".enlaces")) == ["Beta"]


def test_what_is_not_public_or_of_another_portal_never_appears(alfa, beta):
    street = {"lugares": "Calle 4"}
    make_consejo(beta, "De Beta", (1, street))
    make_consejo(alfa, "En preparación", (2, street), live=False)
    make_private(make_consejo(alfa, "Interno", (3, street)))
    expired = make_consejo(alfa, "Vencido", (4, street))
    expired.unpublish()
    assert found(alfa, "calle 4") == []
    assert not soup(alfa.get("/gobierno/delegados/")).select(".tarjeta")
    assert "consejos populares" not in text(alfa.get("/gobierno/")).casefold()


def test_the_page_of_a_consejo_tells_machines_who_holds_which_post(alfa, consejos):
    page = ConsejoPopularPage.objects.get(title="Consejo Popular Centro")
    organ = json_ld(alfa.get(page.url))["GovernmentOrganization"]
    assert organ["areaServed"] == ["Sueño", "Vista Alegre"]
    assert {
        "@type": "Person",
        "name": "Delegada Uno",
        "jobTitle": "Circunscripción 1",
    } in organ["member"]
    # Machines get nobody's telephone.
    assert not any("telephone" in person for person in organ["member"])


def test_the_search_of_the_portal_finds_a_consejo_by_its_streets_and_delegates(alfa, consejos):
    for query in ("Delegada Peralta", "El Cristo"):
        response = alfa.get("/buscar/", {"q": query})
        card = soup(response).select_one(".tarjeta")
        assert card.find("a").get_text().strip() == "Consejo Popular La Loma"
        assert "Consejo popular" in card.get_text()
    response = alfa.get("/buscar/", {"q": "Vista Alegre"})
    assert "Preside: Presidenta Alfa" in text(response)
    assert "tel:+53-22-000000" in str(soup(response))


def test_the_number_of_queries_is_that_of_few_delegates(alfa):
    def asked(path):
        counted = queries(alfa, path)
        assert len(counted) <= COLD, told(counted)
        return len(counted)

    paths = ("/gobierno/", "/gobierno/delegados/", "/gobierno/delegados/?q=calle+4")
    make_consejo(alfa, "Consejo 0", (100, {"lugares": "Calle 4"}))
    alfa.get("/gobierno/")  # the first visit of a process fills its own caches
    before = [asked(path) for path in (*paths, "/gobierno/consejo-0/")]
    for number in (1, 2, 3):
        make_consejo(alfa, f"Consejo {number}", (number, {"lugares": "Calle 4"}))
    page = ConsejoPopularPage.objects.get(title="Consejo 0")
    for number in (201, 202, 203):
        page.circunscripciones.create(numero=number, lugares="Calle 4", locale=page.locale)
    assert [asked(path) for path in (*paths, "/gobierno/consejo-0/")] == before
