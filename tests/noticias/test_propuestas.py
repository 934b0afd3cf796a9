"""The province shows a news item proposed by a municipality once it has accepted the item."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from noticias.models import DecisionDeLaProvincia
from tests.factories import make_noticia, make_private, make_user, publish
from tests.reading import press, soup, text

LIST = reverse("propuestas:index")
TITLE = "Abre la biblioteca"


@pytest.fixture
def propuesta(alfa):
    return make_noticia(alfa, TITLE, compartir_con_provincia=True, aceptada=None)


@pytest.fixture
def answer(committed):
    """Return a function that presses a button of the list."""

    def send(browser, words):
        with committed():
            return press(browser, browser.get(LIST), words)

    return send


def is_shown(provincia):
    return TITLE in text(provincia.get())


def test_it_is_shown_once_accepted_and_no_longer_when_the_province_changes_its_mind(
    provincia, propuesta, as_moderator, answer
):
    assert not is_shown(provincia)
    page = as_moderator.get(LIST)
    words = text(page)
    # On a telephone the first cell of the row is visible without scrolling the table.
    assert TITLE in soup(page).find("button", string="No mostrar").find_parent("td").get_text()
    assert "Alfa" in words
    assert "Por decidir" in words
    response = answer(as_moderator, "Mostrar en la provincia")
    assert f"«{TITLE}» se muestra en el portal provincial." in text(response)
    assert is_shown(provincia)
    answer(as_moderator, "No mostrar")
    assert not is_shown(provincia)
    assert [entry.action for entry in PageLogEntry.objects.filter(action__startswith="noticias.")]


def test_what_the_editor_changes_later_does_not_touch_the_decision(
    provincia, propuesta, as_moderator, answer, committed
):
    answer(as_moderator, "Mostrar en la provincia")
    propuesta.resumen = "Otra cosa"
    with committed():
        publish(propuesta)
    assert is_shown(provincia)
    propuesta.compartir_con_provincia = False
    with committed():
        publish(propuesta)
    assert not is_shown(provincia)
    assert TITLE not in text(as_moderator.get(LIST))


@pytest.mark.on_both_databases
def test_only_published_proposals_of_municipalities_are_listed(
    provincia, alfa, propuesta, as_moderator
):
    yes = {"compartir_con_provincia": True, "aceptada": None}
    make_noticia(alfa, "Borrador", live=False, **yes)
    make_private(make_noticia(alfa, "Privada", **yes))
    make_noticia(alfa, "Sin proponer")
    make_noticia(provincia, "De la provincia", **yes)
    words = text(as_moderator.get(LIST))
    assert TITLE in words
    for title in ("Borrador", "Privada", "Sin proponer", "De la provincia"):
        assert title not in words


@pytest.mark.parametrize("role", ["Editores · Alfa", "Editores · Provincia", "Revisores · Alfa"])
def test_nobody_else_sees_the_list_or_decides(provincia, propuesta, role):
    browser = provincia.signed_in(make_user("alguien", groups=[role]))
    url = reverse("propuestas:decidir", args=[propuesta.pk])
    assert TITLE not in text(browser.get(LIST, follow=True))
    browser.post(url, {"decision": "aceptar"})
    assert not DecisionDeLaProvincia.objects.exists()
    assert not is_shown(provincia)
    assert LIST not in browser.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize(("data", "status"), [({}, 400), ({"decision": "quizás"}, 400)])
def test_an_answer_that_is_none_changes_nothing(propuesta, as_moderator, data, status):
    url = reverse("propuestas:decidir", args=[propuesta.pk])
    assert as_moderator.post(url, data).status_code == status
    assert as_moderator.get(url).status_code == 405
    assert not DecisionDeLaProvincia.objects.exists()


def test_what_is_not_proposed_cannot_be_accepted(alfa, as_moderator):
    page = make_noticia(alfa, "Sin proponer")
    url = reverse("propuestas:decidir", args=[page.pk])
    assert as_moderator.post(url, {"decision": "aceptar"}).status_code == 404


def test_the_editor_reads_what_became_of_it(alfa, propuesta, as_editor, as_moderator, answer):
    def form(page=propuesta):
        return text(as_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))

    assert "La provincia todavía no ha decidido si la muestra." in form()
    answer(as_moderator, "Mostrar en la provincia")
    assert "La provincia la aceptó: se muestra también en su portada." in form()
    answer(as_moderator, "No mostrar")
    assert "La provincia decidió no mostrarla en su portada." in form()
    assert "La provincia" not in form(make_noticia(alfa, "Sin proponer")).replace(
        "La provincia decide aparte", ""
    )


def test_who_decides_finds_what_waits_at_the_door(propuesta, as_moderator, answer):
    home = reverse("wagtailadmin_home")
    panel = soup(as_moderator.get(home)).find(attrs={"aria-labelledby": "propuestas-titulo"})
    assert panel.find("a", string=TITLE)["href"] == LIST
    answer(as_moderator, "No mostrar")
    assert not soup(as_moderator.get(home)).find(attrs={"aria-labelledby": "propuestas-titulo"})


@pytest.mark.on_both_databases
def test_the_list_costs_the_same_for_many(alfa, propuesta, as_moderator, django_assert_num_queries):
    as_moderator.get(LIST)
    with CaptureQueriesContext(connection) as before:
        as_moderator.get(LIST)
    for number in range(3):
        make_noticia(alfa, f"Otra {number}", compartir_con_provincia=True, aceptada=bool(number))
    with django_assert_num_queries(len(before)):
        as_moderator.get(LIST)
