"""The queries that a visit of a page makes."""

from django.db import connection
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
