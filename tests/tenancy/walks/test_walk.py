"""Walks every address of the admin of Alfa's people, with everything of Beta's in hand."""

import pytest

from ..addresses import admin_addresses
from ..arguments import Arguments
from ..walk import XHR

pytestmark = pytest.mark.django_db

SAMPLE = 3  # how many objects of a kind are tried where all are alike


def test_nothing_of_the_stranger_is_read_or_changed_by_its_address(walk, world):
    name_the_stranger(walk, world, admin_addresses())
    assert walk.lines() == []


def name_the_stranger(walk, world, addresses):
    """Ask for every object of Beta's that one of the addresses can name.

    By every method for the first, and as a script does. Which objects are seen is the same for all
    methods: of the others every second is written to. Who has a peer, who does all that, asks for
    some of her share.
    """
    arguments = Arguments(world)
    for address in addresses:
        cases = [case for case in arguments.cases(address) if case.foreign]
        if walk.peer is not None:
            cases = cases[walk.share][::SAMPLE] or cases[:1]
        for number, case in enumerate(cases):
            url, twin = address.url(case.kwargs), address.url(case.twin)
            walk.compare(address.name, "GET", url, twin)
            if walk.everything or number % 2 == 0:
                walk.compare(address.name, "POST", url, twin)
            if number == 0 and walk.peer is None:
                for method in ("PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"):
                    walk.ask(address.name, method, url)
            if number < (SAMPLE if walk.everything else 1):
                walk.ask(address.name, "GET", url, headers=XHR)
