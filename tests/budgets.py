"""The queries that a visit of a page makes, and what else it costs."""

from collections import Counter
from contextlib import contextmanager

import pytest
from django.core.cache import caches
from django.db import connection
from django.db.models.sql.query import Query
from django.template.base import Node
from django.test.utils import CaptureQueriesContext

from scripts.measuring import forget_all, forget_pages

COLD, WARM = 20, 12


def queries(portal, path, *, warm=False):
    """Return the queries of one visit, with empty caches; if ``warm``, only the page is missing."""
    (forget_pages if warm else forget_all)()
    return queries_again(portal, path)


def queries_again(portal, path):
    """Return the queries of one visit, with the caches as they are."""
    with CaptureQueriesContext(connection) as context:
        portal.get(path)
    return [query["sql"] for query in context.captured_queries]


def told(found):
    return "\n".join([f"{len(found)} queries:", *found])


@contextmanager
def counting():
    """Count filter clauses, round trips to caches and nodes of templates; also name each trip.

    Clauses are conditions of queries that Django builds (``Query.build_filter``), whether it asks
    with them or not; trips are calls of any cache; nodes are those that templates render.
    """
    costs, inside, trips = Counter(), [], []

    def counted(owner, name, of):
        original = getattr(owner, name)

        def call(*args, **kwargs):
            # A cache that calls itself makes one round trip.
            if of == "trips" and inside:
                return original(*args, **kwargs)
            costs[of] += 1
            if of == "trips":
                inside.append(of)
                trips.append(f"{name} {args[1:] or kwargs}"[:80])
            try:
                return original(*args, **kwargs)
            finally:
                inside.pop() if of == "trips" else None

        patch.setattr(owner, name, call)

    with pytest.MonkeyPatch.context() as patch:
        counted(Query, "build_filter", "clauses")
        counted(Node, "render_annotated", "nodes")
        for backend in {type(caches[alias]) for alias in caches}:
            for name in ("get", "get_many", "set", "set_many", "add", "incr", "touch", "delete"):
                counted(backend, name, "trips")
        yield costs, trips
