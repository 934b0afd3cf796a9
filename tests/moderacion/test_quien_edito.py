"""Who has edited a page depends on its words: an edit that was undone does not count."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from tests.factories import make_entidad, make_indicador, make_user
from tests.reading import soup

from .envios import begin, submit
from .writing import decide, decisions_offered, rewrite

PARRAFO = [("texto", rich_text("<p>Abre los lunes.</p><p>Y los jueves.</p>"))]

DE_FUERA = "<p>Abre los lunes.</p>\n<p>Y los jueves.</p>"


def is_public(page):
    page.refresh_from_db()
    return page.live


@pytest.fixture
def enviada_de_fuera(alfa, editora):
    """A page as an import writes it: paragraphs without keys, and plain line ends."""
    page = begin(alfa, "Traída", editora, cuerpo=[("texto", DE_FUERA)])
    page.resumen = "Una línea\nOtra línea"
    page.save_revision(user=editora)
    submit(page, editora)
    return page


def test_a_stray_key_that_is_taken_back_leaves_the_approval(enviada, as_moderator):
    rewrite(as_moderator, enviada, title="Abre la bibliotecaa")
    rewrite(as_moderator, enviada, title=enviada.title)
    queue = soup(as_moderator.get(reverse("moderacion:cola"))).find("main").get_text()
    assert "editora" in queue
    assert "moderadora" not in queue
    assert decisions_offered(as_moderator, enviada) == {"approve", "reject"}
    decide(as_moderator, enviada, "approve")
    assert is_public(enviada)


def test_what_stays_of_ones_own_is_somebody_elses_to_approve(enviada, as_moderator):
    rewrite(as_moderator, enviada, title="Abre la bibliotecaa")
    rewrite(as_moderator, enviada, title=enviada.title, resumen="Abre a las nueve")
    assert decisions_offered(as_moderator, enviada) == {"reject"}
    decide(as_moderator, enviada, "approve")
    assert not is_public(enviada)


def test_who_goes_back_behind_a_colleague_has_decided_between_two_texts(
    enviada, as_moderator, provincia
):
    colleague = provincia.signed_in(make_user("colega", groups=["Moderadores"]))
    rewrite(colleague, enviada, title="Abre la biblioteca nueva")
    rewrite(as_moderator, enviada, title=enviada.title)
    assert decisions_offered(as_moderator, enviada) == {"reject"}
    decide(as_moderator, enviada, "approve")
    assert not is_public(enviada)


def test_the_first_form_of_what_came_without_one_changes_no_word(enviada_de_fuera, as_moderator):
    """The form gives a key to each block and paragraph, and browsers send other line ends."""
    page = enviada_de_fuera
    rewrite(as_moderator, page, resumen="Una línea\r\nOtra línea", cuerpo=PARRAFO)
    assert decisions_offered(as_moderator, page) == {"approve", "reject"}
    decide(as_moderator, page, "approve")
    assert is_public(page)


def test_a_word_of_a_paragraph_is_a_change_all_the_same(enviada_de_fuera, as_moderator):
    page = enviada_de_fuera
    rewrite(as_moderator, page, cuerpo=[("texto", rich_text("<p>Abre los martes.</p>"))])
    assert decisions_offered(as_moderator, page) == {"reject"}
    decide(as_moderator, page, "approve")
    assert not is_public(page)


def test_rows_that_get_their_keys_and_figures_with_their_decimals_are_no_change(
    alfa, editora, as_moderator
):
    value = {"periodo": "2025", "plan": "10.5", "real": "9", "sort_order": 0}
    page = make_indicador(alfa, "Obras", value, periodicidad="anual", live=False)
    page = page.get_latest_revision_as_object()
    page.save_revision(user=editora)
    submit(page, editora)
    rewrite(as_moderator, page)
    assert decisions_offered(as_moderator, page) == {"approve", "reject"}
    decide(as_moderator, page, "approve")
    assert is_public(page)


def test_another_order_of_the_rows_is_a_change(alfa, editora, as_moderator):
    contacts = [("telefono", "22 000001"), ("telefono", "22 000002")]
    page = make_entidad(alfa, "Registro", contactos=contacts)
    page.save_revision(user=editora)
    submit(page, editora)
    rewrite(as_moderator, page, **{"contactos-0-ORDER": "2", "contactos-1-ORDER": "1"})
    assert decisions_offered(as_moderator, page) == {"reject"}
    decide(as_moderator, page, "approve")
    assert page.current_workflow_state is not None
