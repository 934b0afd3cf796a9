"""Bulk actions in lists of pages: which ones each user is offered, and for which pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_noticia, make_user
from tests.reading import soup, text

from .writing import rewrite, write


def explorer(portal):
    return reverse("wagtailadmin_explore", args=[portal.noticias.pk])


def actions(browser, url, page):
    """Return the bulk actions that the row of ``page`` offers; None if it has no check box."""
    box = soup(browser.get(url)).select_one(f'[data-object-id="{page.pk}"]')
    return box and set(box["data-acciones"].split())


def test_an_editor_ticks_only_what_something_can_be_done_with(as_editor, alfa, editora):
    live = make_noticia(alfa, "Publicada")
    draft = write(as_editor, alfa, "Borrador propio")
    url = explorer(alfa)
    assert actions(as_editor, url, live) is None
    assert actions(as_editor, url, draft) == {"move", "delete"}


def test_a_moderator_is_offered_what_may_be_done_with_each(
    as_moderator, as_editor, alfa, moderadora
):
    live = make_noticia(alfa, "Publicada")
    draft = write(as_editor, alfa, "Borrador ajeno")
    own = write(as_moderator, alfa, "Borrador propio")
    url = explorer(alfa)
    assert actions(as_moderator, url, live) == {"move", "delete", "unpublish"}
    assert actions(as_moderator, url, draft) == {"move", "delete", "publish"}
    assert actions(as_moderator, url, own) == {"move", "delete"}


def test_who_publishes_in_a_hurry_is_offered_it(alfa, editora):
    urgente = make_user("urgente", groups=[alfa.editores, "Publicación urgente"])
    live = make_noticia(alfa, "Publicada")
    browser = alfa.signed_in(urgente)
    assert actions(browser, explorer(alfa), live) == {"unpublish"}
    rewrite(browser, live, title="Cambiada")
    assert actions(browser, explorer(alfa), live) == {"publish", "unpublish"}


@pytest.mark.parametrize(
    "url", ["/admin/pages/search/?q=Publicada", "/admin/pages/usage/noticias/noticiapage/"]
)
def test_searches_and_lists_of_one_kind_offer_no_more(url, as_editor, as_moderator, alfa):
    live = make_noticia(alfa, "Publicada")
    assert "Publicada" in as_editor.get(url).content.decode()
    assert actions(as_editor, url, live) is None
    assert "unpublish" in actions(as_moderator, url, live)


@pytest.mark.parametrize("who", ["editora", "moderadora"])
def test_the_boxes_of_a_longer_list_ask_few_questions_more(who, request, alfa):
    browser = alfa.signed_in(request.getfixturevalue(who))

    def queries():
        with CaptureQueriesContext(connection) as found:
            browser.get(explorer(alfa))
        return len(found)

    make_noticia(alfa, "Primera")
    queries()
    before = queries()
    for number in range(10):
        make_noticia(alfa, f"Número {number}")
    # Of these, two per page come from Wagtail's own menu in each row.
    assert queries() - before <= 10 * 4


def test_what_is_left_out_is_named_before_anything_is_done(as_moderator, as_editor, alfa):
    draft = write(as_editor, alfa, "Borrador ajeno")
    own = write(as_moderator, alfa, "Borrador propio")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = as_moderator.get(f"{url}?id={draft.pk}&id={own.pk}")
    assert "Borrador ajeno" in text(response)
    left_out = " ".join(soup(response).select_one(".help-warning").get_text(" ").split())
    assert left_out == (
        "Quedan fuera y no cambian: No tiene permiso para publicar esta página. Borrador propio"
    )
