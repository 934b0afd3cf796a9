"""The norms on which a procedure rests, and whether they are still in force."""

from datetime import date

import pytest

from tests.documentos.making import make_norma
from tests.factories import make_tramite
from tests.reading import links, soup, text


@pytest.fixture
def ley(provincia):
    return make_norma(provincia, "Ley del Registro", fecha=date(2000, 1, 1))


@pytest.fixture
def tramite(provincia, ley, registro):
    rows = [{"norma": "Ley 51, artículo 5", "pagina": ley}]
    return make_tramite(provincia, "Certificación", entidad=registro, base_legal=rows)


def repeal(norma, provincia):
    nueva = make_norma(provincia, "Ley nueva")
    norma.estado, norma.derogada_por = "derogada", nueva
    norma.save_revision().publish()


def base_legal(response):
    return " ".join(soup(response).select_one("#base-legal").parent.get_text(" ").split())


def test_the_norm_is_told_with_its_state_and_read_in_the_portal(alfa, tramite):
    response = alfa.get("/tramites/certificacion/")
    assert base_legal(response) == "Base legal Ley 51, artículo 5 Vigente"
    assert links(response)["Ley 51, artículo 5"] == "/transparencia/provincia/ley-del-registro/"


def test_one_that_holds_no_more_says_so(alfa, provincia, ley, tramite, committed):
    alfa.get("/tramites/certificacion/")
    with committed():
        repeal(ley, provincia)
    response = alfa.get("/tramites/certificacion/")
    assert base_legal(response) == "Base legal Ley 51, artículo 5 Derogada"
    assert soup(response).select_one("#base-legal").parent.svg
    plain = alfa.get("/tramites/certificacion/texto/archivo/").content.decode()
    assert "Ley 51, artículo 5 (derogada)" in plain


def test_one_that_is_not_public_leaves_its_name_alone(alfa, ley, tramite, committed):
    with committed():
        ley.unpublish()
    response = alfa.get("/tramites/certificacion/")
    assert base_legal(response) == "Base legal Ley 51, artículo 5"
    assert "Ley 51, artículo 5" not in links(response)


def test_editors_are_warned(as_moderator, provincia, ley, tramite):
    url = f"/admin/pages/{tramite.pk}/edit/"
    assert "está derogada" not in text(as_moderator.get(url))
    repeal(ley, provincia)
    words = text(as_moderator.get(url))
    assert "«Ley del Registro» está derogada: compruebe la base legal." in words


def test_the_report_counts_a_repealed_one_as_missing(as_moderator, provincia, ley, tramite):
    url = "/admin/tramites/presencia/"
    before = text(as_moderator.get(url))
    repeal(ley, provincia)
    after = text(as_moderator.get(url))
    assert "base legal vigente" not in before
    assert "base legal vigente" in after
