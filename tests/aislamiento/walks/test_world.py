"""The walk is a real test: the world has every model, and leaks are noticed."""

import pytest
from django.urls import reverse
from wagtail.images import get_image_model

from ..arguments import MISSING
from ..forms import empty_streams, post_forms
from ..walk import EXISTS, READ, WRITE, Walk

pytestmark = pytest.mark.django_db


def test_the_stranger_has_a_row_of_everything(world):
    assert world.foreign.unfilled == {}


@pytest.fixture
def province(world):
    """The walk of a moderator of the province: what she may do counts as a leak in this walk."""
    portal = world.own.portal
    return Walk(world, portal.signed_in(portal.moderator))


def test_the_walk_notices_who_reads_writes_and_learns_what_exists(world, province):
    key = world.foreign.pages["borrador"].pk
    edit, lock = (f"wagtailadmin_pages:{name}" for name in ("edit", "lock"))
    province.compare(edit, "GET", *(reverse(edit, args=[pk]) for pk in (key, MISSING)))
    province.ask(lock, "POST", reverse(lock, args=[key]))
    assert {(edit, READ), (edit, EXISTS), (lock, WRITE)} <= province.findings.keys()


def test_the_walk_notices_a_foreign_picture_on_an_own_page(world, province):
    url = reverse("wagtailadmin_pages:edit", args=[world.own.pages["viva"].pk])
    response = province.ask("edit", "GET", url)
    [data] = [data.dict() for _action, data in post_forms(response) if "title" in data]
    data |= empty_streams(response)
    data |= {"imagen_portada": str(world.foreign.pick(get_image_model()))}
    province.findings.clear()
    province.ask("edit", "POST", url, data)
    assert ("edit", WRITE) in province.findings
