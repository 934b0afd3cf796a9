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

    As a script does, for ``SAMPLE`` of each address; who has a peer, for the first of her share.
    """
    arguments = Arguments(world)
    for address in addresses:
        cases = [case for case in arguments.cases(address) if case.foreign]
        for number, case in enumerate(cases[walk.share] or cases[:1]):
            url, twin = address.url(case.kwargs), address.url(case.twin)
            walk.compare(address.name, "GET", url, twin)
            walk.compare(address.name, "POST", url, twin)
            if number == 0:
                for method in ("PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"):
                    walk.ask(address.name, method, url)
            if number < (SAMPLE if walk.peer is None else 1):
                walk.ask(address.name, "GET", url, headers=XHR)
