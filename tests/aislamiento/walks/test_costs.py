"""No request to the admin, however hostile, fails, or costs the server more than two seconds.

``make walk`` asks every address, with ``--every-query``; otherwise only a few are asked, so that it
is known that the walk finds what is wrong.
"""

import re
import time

import pytest
from django.http import HttpResponse
from django.urls import path

from santiago.urls import urlpatterns as known

from ..addresses import admin_addresses
from ..costs import COSTS, CostWalk
from ..roles import ATTENTION, MODERATOR, ROLES, person
from ..walk import FAILS
from .cost_steps import ask_everything

pytestmark = pytest.mark.django_db

PLANTED_SECONDS = 0.5
SECTIONS = 2  # parts of the addresses, for several processes


@pytest.fixture(params=[*ROLES, ATTENTION, MODERATOR])
def costs(request, world, everything, record_property):
    """A user of Alfa who asks with hostile values; the end of the run prints the figures."""
    if not everything:
        pytest.skip("make walk asks everything")
    browser = world.own.portal.signed_in(person(world, request.param))
    walk = CostWalk(world, browser, request.param)
    yield walk
    record_property("requests", [request.param, walk.requests])
    record_property("costly", walk.slowest)


@pytest.mark.parametrize("section", range(SECTIONS))
def test_no_request_fails_or_costs_too_much(costs, section):
    addresses = sorted(admin_addresses(), key=lambda address: address.name)
    ask_everything(costs, addresses[section::SECTIONS])
    assert costs.lines() == []


def fails(request):
    return HttpResponse(int(request.GET.get("cuantas", 1)))


def takes_long(request):
    began = time.process_time()
    while request.POST.get("largo") == "-1" and time.process_time() - began < 2 * PLANTED_SECONDS:
        pass
    return HttpResponse("Hecho")


urlpatterns = [
    path("admin/falla/", fails, name="falla"),
    path("admin/tarda/", takes_long, name="tarda"),
    *known,
]


def test_the_walk_names_the_request_that_fails_or_costs_too_much(world, settings):
    settings.ROOT_URLCONF = __name__
    browser = world.own.portal.signed_in(person(world, MODERATOR))
    walk = CostWalk(world, browser, MODERATOR, seconds=PLANTED_SECONDS)
    planted = [address for address in admin_addresses() if address.name in ("falla", "tarda")]
    ask_everything(walk, planted)
    assert walk.findings.keys() == {("falla", FAILS), ("tarda", COSTS)}
    assert "moderadora GET /admin/falla/? cuantas = NaN: 500 ValueError" in str(walk.findings)
    assert re.search(r"moderadora POST /admin/tarda/ largo = -1: [\d.]+ s", str(walk.findings))
