"""Sends requests to the admin one by one, and measures what each costs."""

import os
import re
import resource
from collections import Counter, defaultdict
from contextlib import contextmanager
from unittest import mock

import pytest
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from tests.bounds import within

from .walk import FAILS, Walk

SECONDS = 2  # of the processor, for one request
MEGABYTES = 200  # that one request may add to the highest use of memory
GIVES_UP = 10  # seconds after which a request is interrupted
TRIES = 3  # of what took a little too long: another program may have disturbed it
SLOWEST = 10
NOTHING = "/admin/nada/"  # an address that does not exist

_NUMBER = re.compile(r"\d+")

COSTS, GROWS = "costs", "grows"


class CostWalk(Walk):
    """One user in the admin, of whose requests only the cost and the failures count.

    ``slowest`` lists (seconds, request) of the most costly requests, each with its address, its
    role and what was put into it.
    """

    def __init__(self, world, browser, role, *, seconds=SECONDS):
        super().__init__(world, browser, everything=True)
        self.role, self.seconds = role, seconds
        self.slowest = []
        self.asked = defaultdict(set)
        self.frame = self._names_of_every_request()

    def _names_of_every_request(self):
        """Return a Counter of the parameters that middleware reads, whatever view answers."""
        with _names_read() as read:
            self.browser.get(NOTHING)
        with _names_read() as sent:
            self.browser.post(NOTHING)
        return read | sent

    def ask(self, name, method, url, data=None, *, note="", **how):
        """Send a request and roll it back; return the response, or None if it was interrupted."""
        self.by_name[name] += 1
        place = f"{self.role} {method} {_short(url)} {note}".rstrip()
        before, costs = _peak(), []
        for _try in range(TRIES):
            response, seconds = self._measured(method, url, data, how)
            costs.append(seconds)
            if response is None or not self.seconds < seconds < 2 * self.seconds:
                break
        if response is None:
            self.note(COSTS, name, f"{place}: more than {GIVES_UP} s")
        elif min(costs) > self.seconds:
            self.note(COSTS, name, f"{place}: {min(costs):.1f} s")
        if (grown := _peak() - before) > MEGABYTES:
            self.note(GROWS, name, f"{place}: {grown:.0f} MB")
        if response is not None and response.status_code >= 500:
            error = getattr(response, "exc_info", None)
            what = error[0].__name__ if error else ""
            self.note(FAILS, name, f"{place}: {response.status_code} {what}".rstrip())
        self.slowest = sorted([*self.slowest, (min(costs), place)], reverse=True)[:SLOWEST]
        return response

    def listen(self, name, method, url, data=None):
        """Send a request; return its response and the parameters that the view has read."""
        with _names_read() as names:
            response = self.ask(name, method, url, data)
        return response, set(names - self.frame)

    def _measured(self, method, url, data, how):
        began = _spent()
        try:
            with within(GIVES_UP), self.sent(method, url, data, **how) as (response, _log):
                return response, _spent() - began
        except pytest.fail.Exception:
            return None, _spent() - began

    def found(self):
        """Return how many things were found: a new one tells that the last request was at fault."""
        return sum(map(len, self.findings.values()))

    def is_new(self, kind, key):
        """Whether ``key`` is seen for the first time; forms of the same kind are sent only once."""
        known = key in self.asked[kind]
        self.asked[kind].add(key)
        return not known


def bare(part):
    """Return the name of a parameter without the numbers of its rows."""
    return _NUMBER.sub("", part)


def _short(url):
    path, mark, _query = url.partition("?")
    return path + mark


def _spent():
    """Return the seconds of the processor that this process and its children have used."""
    return sum(os.times()[:4])


def _peak():
    """Return the highest use of memory so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def _names_read():
    """Yield a Counter of the parameters that are read meanwhile, also by middleware."""
    names = Counter()

    def recording(method):
        def read(self, name, *args, **kwargs):
            if isinstance(self, QueryDict) and isinstance(name, str):
                names[name] += 1
            return method(self, name, *args, **kwargs)

        return read

    methods = ("__getitem__", "_getlist", "__contains__")
    with mock.patch.multiple(
        MultiValueDict,
        create=True,
        **{method: recording(getattr(MultiValueDict, method)) for method in methods},
    ):
        yield names
