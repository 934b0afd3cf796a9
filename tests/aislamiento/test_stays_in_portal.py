"""A page stays in its portal: nobody can move or copy it to another."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.carrying import (
    API_ACTIONS,
    COPIES,
    choose_destination,
    copy,
    move,
    move_many,
    through_api,
)
from tests.factories import make_page, make_user
from tests.reading import soup_of, text

WHY = "Una página no se mueve ni se copia a otro portal. Elija un lugar del suyo."


def titles(portal):
    """Return the titles of all pages of ``portal``."""
    return sorted(page.title for page in Page.objects.descendant_of(portal.container))


@pytest.fixture(params=["moderator", "superuser"])
def everywhere(request, provincia, moderadora):
    """A browser of a user who works on all portals."""
    if request.param == "moderator":
        return provincia.signed_in(moderadora)
    return provincia.signed_in(make_user("superior", is_superuser=True))


@pytest.fixture
def pagina(alfa):
    """A page of Alfa, with one page below it."""
    page = make_page(alfa, "Carnaval")
    make_page(alfa, "Programa", parent=page)
    return page


def test_a_copy_in_another_portal_is_refused_at_the_field(everywhere, pagina, beta):
    response = copy(everywhere, pagina, beta.home)
    assert response.status_code == 200
    assert WHY in text(response)


def test_no_kind_of_copy_comes_to_be_in_another_portal(everywhere, pagina, beta):
    before = titles(beta)
    for extra in COPIES:
        copy(everywhere, pagina, beta.home, **{extra: "on"})
    assert titles(beta) == before


def test_a_move_to_another_portal_is_refused_at_the_field(everywhere, pagina, beta):
    response = choose_destination(everywhere, pagina, beta.home)
    assert response.status_code == 200
    assert WHY in text(response)


def test_nor_does_a_page_move_by_the_address_of_the_last_step_or_with_others(
    everywhere, pagina, beta
):
    before = titles(beta)
    move(everywhere, pagina, beta.home)
    assert "no se pueden mover" in text(move_many(everywhere, pagina, beta.home))
    assert titles(beta) == before


def test_nor_through_the_api_of_the_admin(everywhere, pagina, beta):
    before = titles(beta)
    for action in API_ACTIONS:
        assert through_api(everywhere, pagina, beta.home, action).status_code == 403
    assert titles(beta) == before


def test_where_to_move_a_page_only_its_own_portal_is_offered(as_moderator, pagina, alfa, beta):
    query = {"page_type": "home.homepage", "user_perms": "move_to", "target_pages[]": pagina.pk}

    def offered(portal):
        chooser = reverse("wagtailadmin_choose_page_child", args=[portal.container.pk])
        shown = soup_of(as_moderator.get(chooser, query).json()["html"])
        return [link["data-id"] for link in shown.select("a.choose-page")]

    assert offered(alfa) == [str(alfa.home.pk)]
    assert offered(beta) == []


def test_within_a_portal_pages_are_moved_and_copied(everywhere, pagina, alfa):
    place = make_page(alfa, "Fiestas")
    assert copy(everywhere, pagina, place, new_slug="otra").status_code == 302
    step = choose_destination(everywhere, pagina, place)
    assert everywhere.post(step["Location"]).status_code == 302
    assert [page.slug for page in Page.objects.child_of(place)] == ["otra", "carnaval"]
    assert through_api(everywhere, pagina, alfa.home, "move").status_code == 200
    assert move_many(everywhere, pagina, place).status_code == 302
