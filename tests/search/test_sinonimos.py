"""Synonyms: the province maintains them, and the search of every portal uses them."""

import pytest
from django.urls import reverse

from home.creacion import create_portales
from search.iniciales import first_groups
from search.models import Sinonimo
from search.sinonimos import equivalencias
from tests.bitacora.reading import told
from tests.factories import make_page, make_user
from tests.reading import offered, text
from tests.search.asking import found

pytestmark = pytest.mark.on_both_databases

INDEX, ADD = reverse("sinonimos:index"), reverse("sinonimos:add")


@pytest.fixture(autouse=True, scope="module")
def _no_groups(once):
    once(lambda portales: Sinonimo.objects.all().delete())


def add(browser, expresiones):
    return browser.post(ADD, {"expresiones": expresiones}, follow=True)


@pytest.fixture
def as_provincial_editor(provincia):
    return provincia.signed_in(make_user("editora-provincial", groups=[provincia.editores]))


def test_the_search_knows_what_the_province_says_is_the_same(
    as_administrator, committed, django_assert_num_queries
):
    add(as_administrator, "corriente, luz,  Empresa   Eléctrica ,, UNE, luz")
    assert equivalencias() == ((("corriente",), ("luz",), ("empresa", "electrica"), ("une",)),)
    with django_assert_num_queries(0):
        equivalencias()
    group = Sinonimo.objects.get()
    assert str(group) == "corriente, luz, Empresa Eléctrica, UNE"
    with committed():
        as_administrator.post(reverse("sinonimos:edit", args=[group.pk]), {"expresiones": "a1, b1"})
    assert equivalencias() == ((("a1",), ("b1",)),)
    with committed():
        as_administrator.post(reverse("sinonimos:delete", args=[group.pk]))
    assert equivalencias() == ()


def test_a_group_that_makes_no_sense_is_explained(as_administrator):
    add(as_administrator, "corriente, luz")
    for expressions, problem in {
        "": "Este campo es necesario",
        "solar": "Escriba al menos dos expresiones, separadas por comas.",
        "luz, wi-fi, datos/wi-fi": "«datos/wi-fi»: a cada lado de una barra va una sola palabra.",
        "luz, a/b/c/d/e b/c/d/e/f c/d/e/f/g": (
            "«a/b/c/d/e b/c/d/e/f c/d/e/f/g» son demasiadas expresiones en una"
        ),
        "libreta, Libretas": "Escriba al menos dos expresiones, separadas por comas.",
        "solar, ¿?": "«¿?» no tiene ninguna palabra.",
        "solar, Corrientes": "«Corrientes» es lo mismo que «corriente», que ya está en el grupo",
        "solar, terreno/luz": "«terreno/luz» es lo mismo que «luz», que ya está en el grupo",
    }.items():
        assert problem in text(add(as_administrator, expressions))
    assert Sinonimo.objects.count() == 1
    same = reverse("sinonimos:edit", args=[Sinonimo.objects.get().pk])
    assert as_administrator.post(same, {"expresiones": "luz, lumbre"}).status_code == 302


def test_editors_of_the_province_keep_them_and_those_of_a_municipality_do_not(
    as_provincial_editor, as_editor, as_moderator
):
    add(as_provincial_editor, "libreta, OFICODA")
    group = Sinonimo.objects.get()
    edit, delete = (reverse(f"sinonimos:{name}", args=[group.pk]) for name in ("edit", "delete"))
    assert "libreta, OFICODA" in text(as_provincial_editor.get(INDEX))
    assert INDEX in offered(as_provincial_editor)
    assert INDEX not in offered(as_editor)
    data = {"expresiones": "a1, b1"}
    for url in (INDEX, ADD, edit, delete):
        assert as_moderator.get(url).status_code == 302
        assert as_moderator.post(url, data).status_code == 302
        refused = 404 if url in (edit, delete) else 302
        assert as_editor.get(url).status_code == refused
        assert as_editor.post(url, data).status_code == refused
    group.refresh_from_db()
    assert str(group) == "libreta, OFICODA"


def test_the_list_finds_a_word_and_tells_when_there_is_none(as_administrator):
    assert "No hay sinónimos" in text(as_administrator.get(INDEX))
    add(as_administrator, "corriente, luz")
    add(as_administrator, "guagua, ómnibus")
    found = text(as_administrator.get(INDEX, {"q": "guagua"}))
    assert "guagua, ómnibus" in found
    assert "corriente" not in found


def test_what_changed_stands_in_the_log(as_administrator):
    add(as_administrator, "corriente, luz")
    url = reverse("sinonimos:edit", args=[Sinonimo.objects.get().pk])
    as_administrator.post(url, {"expresiones": "corriente, UNE"})
    edited, created = told(as_administrator)[:2]
    assert created == "administrador: Se creó · corriente, luz Grupo de sinónimos"
    assert "«corriente, luz»" in edited
    assert "«corriente, UNE»" in edited


def test_those_that_come_with_the_portals_could_have_been_written_by_people(as_administrator):
    for group in first_groups():
        assert as_administrator.post(ADD, {"expresiones": group}).status_code == 302
    assert set(Sinonimo.objects.values_list("expresiones", flat=True)) == set(first_groups())


def test_they_come_with_the_portals_and_stay_as_people_left_them(portales):
    create_portales(lambda line: None)
    count = Sinonimo.objects.count()
    assert count > 20
    assert {("oficoda",), ("libreta",)} <= {
        expression for group in equivalencias() for expression in group
    }
    Sinonimo.objects.filter(expresiones__contains="OFICODA").update(expresiones="bodega, libreta")
    Sinonimo.objects.filter(expresiones__startswith="guagua").delete()
    create_portales(lambda line: None)
    assert Sinonimo.objects.count() == count - 1
    assert Sinonimo.objects.filter(expresiones="bodega, libreta").exists()


@pytest.fixture(scope="module")
def _pages(once):
    once(_make_pages)


def _make_pages(portales):
    for title in (
        "Falta de agua: a quién llamar",
        "Agua y paisaje",
        "Casa de cultura",
        "Cómo se celebra una boda",
        "Merienda escolar",
    ):
        make_page(portales.provincia, title)


@pytest.fixture
def water(_pages, as_administrator):
    add(as_administrator, "falta de agua, no hay agua, se fue el agua, la seca")
    add(as_administrator, "boda, se casa")
    add(as_administrator, "merienda, hay/vende comida/meriendas")


@pytest.mark.parametrize(
    "words",
    [
        "no hay agua",
        "el agua se fue",
        "se fue otra vez el agua",
        "aqui no hay más agua desde ayer",
        "no hay en todo el barrio agua",
        "no ay ni una gotica de agua",
        "la ceca",
    ],
)
@pytest.mark.usefixtures("water")
def test_an_expression_is_known_however_it_is_said(provincia, words):
    assert found(provincia, words)[0] == "Falta de agua: a quién llamar"


@pytest.mark.usefixtures("water")
def test_an_expression_is_more_than_its_words(provincia):
    assert found(provincia, "agua") == ["Agua y paisaje", "Falta de agua: a quién llamar"]
    assert found(provincia, "dónde se casa uno")[0] == "Cómo se celebra una boda"
    assert found(provincia, "mi casa")[0] == "Casa de cultura"


@pytest.mark.usefixtures("water")
@pytest.mark.parametrize("words", ["hay comida", "dónde venden meriendas", "comidita que vendan"])
def test_slashes_say_several_expressions_in_one(provincia, words):
    assert found(provincia, words) == ["Merienda escolar"]


@pytest.mark.usefixtures("water")
def test_a_word_that_says_nothing_is_no_other_with_its_stem(provincia):
    """«Como» has the same stem as «comida»."""
    assert found(provincia, "como vende") == []


def test_a_word_that_people_use_is_not_the_beginning_of_another(
    as_administrator, provincia, committed
):
    make_page(provincia, "Pantalla grande")
    assert found(provincia, "pan") == ["Pantalla grande"]
    with committed():
        add(as_administrator, "pan, panadería")
    assert found(provincia, "pan") == []
    assert found(provincia, "pant") == ["Pantalla grande"]
