"""An alias offers to each user only what that user may do with it."""

import pytest
from django.urls import reverse

from equipos.models import Equipo
from tests.factories import make_page, make_user
from tests.reading import links, text

ORIGINAL, DETACH = "Editar la página original", "Separarla de la original"


@pytest.fixture
def alias(alfa, moderadora):
    """An alias of a page of Alfa, on the page of a team."""
    place = make_page(alfa, "Acueducto")
    Equipo.objects.create_for(place, user=moderadora)
    return make_page(alfa, "Carnaval").create_alias(parent=place, update_slug="repetida")


def offered(browser, alias):
    response = browser.get(reverse("wagtailadmin_pages:edit", args=[alias.pk]))
    assert "Esta página es un alias" in text(response)
    found = links(response, within="main")
    return {name for name in (ORIGINAL, DETACH) if name in found}


def test_who_moderates_goes_to_the_original_or_makes_a_page_of_its_own(as_moderator, alias):
    assert offered(as_moderator, alias) == {ORIGINAL, DETACH}


def test_who_edits_the_portal_goes_to_the_original(as_editor, alias):
    assert offered(as_editor, alias) == {ORIGINAL}


def test_a_team_that_does_not_see_the_original_is_told_that_others_write_it(alfa, alias):
    team = make_user("acueducto", groups=[Equipo.objects.get().group])
    browser = alfa.signed_in(team)
    assert offered(browser, alias) == set()
    page = text(browser.get(reverse("wagtailadmin_pages:edit", args=[alias.pk])))
    assert "La original la escribe otro equipo." in page
