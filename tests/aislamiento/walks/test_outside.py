"""Visitors, and users without a group, get nothing from the admin."""

import pytest

from tests.factories import make_user

from ..addresses import admin_addresses
from ..arguments import Arguments
from ..walk import XHR, Walk

pytestmark = pytest.mark.django_db

SAMPLE = 2  # foreign objects tried per address with ``--every-query``; otherwise one


@pytest.mark.parametrize("who", ["anonymous", "of no group"])
def test_nobody_else_reads_or_changes_anything(who, world, record_property, everything):
    few = SAMPLE if everything else 1
    portal = world.own.portal
    outside = who == "anonymous"
    walk = Walk(world, portal.browser() if outside else portal.signed_in(make_user("nadie")))
    arguments = Arguments(world)
    for address in admin_addresses():
        cases = list(arguments.cases(address))
        own = [case for case in cases if not case.foreign][:1]
        for case in [*own, *[case for case in cases if case.foreign][:few]]:
            url = address.url(case.kwargs)
            for response in (
                walk.ask(address.name, "GET", url),
                walk.ask(address.name, "GET", url, headers=XHR),
                walk.ask(address.name, "POST", url),
            ):
                assert b"qxalfa" not in response.body, address.name
    record_property("requests", [who, walk.requests])
    assert walk.lines() == []
