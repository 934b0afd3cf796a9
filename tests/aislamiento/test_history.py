"""The history of a page names no page of another portal, although the log stores the names."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from tests.factories import make_page
from tests.reading import text

pytestmark = pytest.mark.on_both_databases

SECRET = "Cuartel reservado de Beta"


def history_of(browser, page):
    """Return the HTML of the two addresses of the history."""
    urls = (f"wagtailadmin_pages:{name}" for name in ("history", "history_results"))
    responses = [browser.get(reverse(url, args=[page.pk])) for url in urls]
    assert [response.status_code for response in responses] == [200, 200]
    return " ".join(response.content.decode() for response in responses)


@pytest.fixture
def secreta(beta):
    return make_page(beta, SECRET)


@pytest.fixture
def movida(secreta, alfa):
    """A page that a command on the server moved from Beta to Alfa; the admin moves none there."""
    page = make_page(alfa, "Trámite que se mudó", parent=secreta)
    page.move(Page.objects.get(pk=alfa.home.pk), pos="last-child")
    return Page.objects.get(pk=page.pk)


@pytest.fixture
def copiada(secreta, alfa, moderadora):
    """A page of Alfa that a command copied from Beta."""
    page = make_page(alfa, "Trámite copiado", parent=secreta)
    return page.copy(to=alfa.home, user=moderadora, update_attrs={"slug": "copiado"})


@pytest.mark.parametrize("how", ["movida", "copiada"])
def test_who_works_on_one_portal_does_not_read_where_a_page_came_from(
    how, request, as_editor, as_moderator
):
    page = request.getfixturevalue(how)
    assert SECRET not in history_of(as_editor, page)
    assert SECRET in history_of(as_moderator, page)
    entry = PageLogEntry.objects.get(page=page, action__in=["wagtail.move", "wagtail.copy"])
    assert entry.data["source"]["title"] == SECRET


def test_the_places_of_the_own_portal_are_named(as_editor, alfa, moderadora):
    page = make_page(alfa, "Feria")
    folder = make_page(alfa, "Archivo de ferias")
    page.move(folder, pos="last-child", user=moderadora)
    assert "Archivo de ferias" in history_of(as_editor, page)


def test_the_history_of_the_whole_installation_is_closed_to_one_portal(
    as_editor, as_moderator, movida
):
    address = reverse("wagtailadmin_reports:site_history")
    assert as_editor.get(address).status_code == 404
    assert SECRET in text(as_moderator.get(address))
