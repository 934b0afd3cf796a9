"""Walks the addresses of Alfa's own things: what they show, and what their forms take."""

from itertools import product

import pytest

from .addresses import admin_addresses
from .arguments import Arguments
from .forms import empty_streams, injections, post_forms
from .queries import FIXED, queries, whole_query
from .walk import XHR

pytestmark = pytest.mark.django_db

SAMPLE = 3  # how many objects of a kind are tried where all are alike


def test_nothing_of_the_stranger_shows_on_ones_own_addresses(walk, world):
    """Neither in what is shown nor in what is taken: filters, choosers, forms."""
    arguments = Arguments(world)
    for address in admin_addresses():
        cases = list(arguments.cases(address))
        own = [case for case in cases if not case.foreign][:SAMPLE]
        sent = {}
        for number, case in enumerate(own):
            url = address.url(case.kwargs)
            response = walk.ask(address.name, "GET", url)
            walk.ask(address.name, "POST", url)
            if response.status_code != 200 or response.streaming:
                continue
            if number == 0:
                walk.ask(address.name, "GET", url, headers=XHR)
                send_queries(walk, address, url, response)
            send_forms(walk, address.name, url, response, sent)
        strangers = [case for case in cases if case.foreign][:SAMPLE]
        for case, data in product(strangers, sent.values()):
            url, twin = address.url(case.kwargs), address.url(case.twin)
            walk.compare(address.name, "POST", url, twin, data)
    assert walk.lines() == []


def send_queries(walk, address, url, response):
    arguments = Arguments(walk.world)
    if address.models:
        walk.ask(address.name, "GET", f"{url}?{whole_query(arguments)}")
        return
    for query in FIXED:
        walk.ask(address.name, "GET", f"{url}?{query}", note=query)
    for query in queries(response, arguments):
        walk.ask(address.name, "GET", f"{url}?{query}", note=query)
        walk.ask(address.name, "POST", f"{url}?{query}", note=query)


def send_forms(walk, name, url, response, sent):
    """Send the forms of a page as they came, and once for every place for a stranger's object."""
    world = walk.world
    for action, data in post_forms(response):
        data = data.dict() | empty_streams(response)
        target = action or url
        key = (target if target != url else "", *sorted(data))
        if key in sent or target.startswith("/admin/logout"):
            continue
        sent[key] = data
        walk.ask(name, "POST", target, data)
        for field, change in injections(
            response, world.own.pick, world.foreign.pick, world.own.mark
        ):
            walk.ask(name, "POST", target, data | change, note=field)
