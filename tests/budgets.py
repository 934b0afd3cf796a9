"""The queries that a visit of a page makes."""

from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

COLD, WARM = 20, 12


def queries(portal, path, *, keep=()):
    """Return the queries of one visit, with all caches empty except those in ``keep``."""
    for alias in caches:
        if alias not in keep:
            caches[alias].clear()
    with CaptureQueriesContext(connection) as context:
        portal.get(path)
    return [query["sql"] for query in context.captured_queries]


def told(found):
    return "\n".join([f"{len(found)} queries:", *found])
