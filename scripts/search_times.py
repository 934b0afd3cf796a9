"""Measures searches in a large installation: milliseconds, queries, and PostgreSQL's plans."""

import gc
import re
import time
from dataclasses import dataclass
from statistics import quantiles

from django.conf import settings
from django.core.cache import caches
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from base.models import PortalSettings
from search.busqueda import find_pages

SLUG = "arroyo-blanco"  # the second municipality; the first may have additional news
MAX_QUERIES = 10
# Words of the large sample: on few pages, on very many, and pairs of words.
WORDS = {
    "rare": ["arqueología", "cometas", "eclipses", "iguanas", "jeroglíficos"],
    "common": ["muestra", "oficina", "registro", "farmacia", "certificación"],
    "two words": [
        "farmacia victoria",
        "registro civil",
        "feria agropecuaria",
        "licencia construcción",
        "oficina correos",
    ],
}
_SCAN = re.compile(r"Seq Scan on (search_(?:ficha|palabra))")
ROUNDS = 20
# Targets in milliseconds on PostgreSQL.
P50, P99 = 40, 100


@dataclass(frozen=True)
class SearchCost:
    """Median and 99th percentile in milliseconds, maximum number of queries of one search, and the
    tables that PostgreSQL would scan whole."""

    p50: float
    p99: float
    queries: int
    scans: tuple[str, ...]


def settle():
    """Run VACUUM ANALYZE on PostgreSQL, which it would do by itself later."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def scopes():
    """Return {name: keyword arguments} of a search in the portal ``SLUG`` and of one in all."""
    records = PortalSettings.objects.select_related("site")
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    province = records.get(tipo=PortalSettings.Tipo.PROVINCIAL)
    return {
        "in one portal": {"site": records.get(slug=SLUG).site, "locale": locale},
        "in all portals": {"site": province.site, "locale": locale, "todas": True},
    }


def measure_all(rounds=ROUNDS):
    """Return {(scope, kind): cost} of the searches."""
    # Models refer to each other in cycles: garbage collection among them takes this process half a
    # second now and then, during any search.
    gc.freeze()
    return {
        (scope, kind): measure(texts, where, rounds)
        for scope, where in scopes().items()
        for kind, texts in WORDS.items()
    }


def measure(texts, where, rounds):
    times, queries, statements = [], 0, []
    for text in texts:
        # The first search runs with empty caches, as in a new process; the others use its caches.
        for cache in settings.CACHES:
            caches[cache].clear()
        sql = ask(text, where)
        queries = max(queries, len(sql))
        statements += sql
        for _ in range(rounds):
            start = time.perf_counter()
            found = find_pages(text, **where)
            times.append((time.perf_counter() - start) * 1000)
        if not found.hallazgos:
            raise SystemExit(f"«{text}» finds nothing.")
    cuts = quantiles(times, n=100)
    return SearchCost(cuts[49], cuts[98], queries, tuple(scanned(statements)))


def ask(text, where):
    """Return the SQL statements of one search."""
    reset_queries()  # Django keeps only the last 9 000, and would stop counting
    with CaptureQueriesContext(connection) as captured:
        find_pages(text, **where)
    return [query["sql"] for query in captured]


def scanned(statements):
    """Return the search tables that PostgreSQL would scan whole, sorted."""
    if connection.vendor != "postgresql":
        return []
    plans = (plan(sql) for sql in statements)
    return sorted({table for text in plans for table in _SCAN.findall(text)})


def plan(sql):
    """Return PostgreSQL's plan of a statement as text."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(line for (line,) in cursor.fetchall())


def show(costs):
    """Print the costs, with a mark where one is above its target."""
    print(f"\n{'searches (' + connection.vendor + ')':<34}{'queries':>8}{'p50 ms':>9}{'p99 ms':>9}")
    for (scope, kind), cost in costs.items():
        flags = [f"! reads all of {table}" for table in cost.scans]
        flags += ["! queries"] if cost.queries > MAX_QUERIES else []
        flags += ["! slow"] if cost.p50 > P50 or cost.p99 > P99 else []
        name = f"{kind}, {scope}"
        line = f"{name:<34}{cost.queries:>8}{cost.p50:9.1f}{cost.p99:9.1f}  {'; '.join(flags)}"
        print(line.rstrip())
    print(f"aimed at: at most {MAX_QUERIES} queries, p50 {P50} ms, p99 {P99} ms on PostgreSQL")
