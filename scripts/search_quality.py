"""How often the search of citizens finds what people want, over the sample content.

Reads the list of queries, loads the sample that it asks for, asks, and tells the shares.
"""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from wagtail.models import Locale, Page

from base.models import PortalSettings
from base.portales import portales as read_once
from home.models import HomePage, StandardPage
from search.busqueda import buscar

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "tests" / "search" / "queries.toml"
PORTALES = ROOT / "santiago" / "portales.toml"
# What the shares have to be: of the queries, so many find the page first, or among the first three.
FIRST, TOP = 0.90, 0.98
IN_TOP = 3
_ALL = "todas"


@dataclass(frozen=True)
class Answer:
    """What one row of the list found: ``place`` of the page wanted, from 1, or None."""

    kind: str
    where: str
    text: str
    wanted: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def place(self):
        places = [self.found.index(title) + 1 for title in self.wanted if title in self.found]
        return min(places, default=None)

    @property
    def is_first(self):
        return self.place == 1

    @property
    def is_in_top(self):
        return self.place is not None

    def __str__(self):
        return f"{self.where}: «{self.text}» wants {self.wanted[0]!r}, finds {list(self.found)}"


def read_queries():
    return tomllib.loads(QUERIES.read_text(encoding="utf-8"))


def write_portales(path):
    """Write the data file of the portals that the list asks, as the real ones are."""
    asked = set(read_queries()["portales"])
    entries = PORTALES.read_text(encoding="utf-8").split("[[portal]]\n")[1:]
    kept = [entry for entry in entries if re.search(r'slug = "(.+)"', entry)[1] in asked]
    path.write_text("".join(f"[[portal]]\n{entry}" for entry in kept), encoding="utf-8")


def load():
    """Fill an empty database with the portals of the data file, their sample and its English."""
    read_once.cache_clear()
    for command in ("crear_portales", "cargar_muestra"):
        call_command(command, stdout=StringIO())
    for entry in read_queries()["pagina"]:
        home = _english_home(entry["portal"])
        page = StandardPage(
            title=entry["titulo"], resumen=entry["resumen"], locale_id=home.locale_id, live=False
        )
        home.add_child(instance=page)
        page.save_revision().publish()


def _english_home(slug):
    """The English home of a portal, published."""
    home = PortalSettings.objects.get(slug=slug).site.root_page
    english = HomePage.objects.get(translation_key=home.translation_key, locale__language_code="en")
    if not english.live:
        english.save_revision().publish()
        english.refresh_from_db()
    return english


def ask_all():
    """Return the answer to each row of the list."""
    data = read_queries()
    sites = {row.slug: row.site for row in PortalSettings.objects.select_related("site")}
    province = PortalSettings.objects.get(tipo=PortalSettings.Tipo.PROVINCIAL).slug
    return [
        _ask(sites, province, kind["nombre"], *row)
        for kind in data["clase"]
        for row in kind["busquedas"]
    ]


def _ask(sites, province, kind, where, text, *wanted):
    slug, _slash, language = where.partition("/")
    is_all = slug == _ALL
    found = buscar(
        text,
        site=sites[province if is_all else slug],
        locale=Locale.objects.get(language_code=language or settings.LANGUAGE_CODE),
        todas=is_all,
    )
    ids = _as_shown(found.hallazgos)[:IN_TOP]
    titles = dict(Page.objects.filter(pk__in=ids).values_list("pk", "title"))
    return Answer(kind, where, text, wanted, tuple(titles[pk] for pk in ids))


def _as_shown(hits):
    """Return the keys of pages in the order of the page of the search: group by group, that of the
    best result first.
    """
    groups = defaultdict(list)
    for hit in hits:
        groups[hit.grupo].append(hit.page_id)
    return [key for group in groups.values() for key in group]


def shares(answers):
    """Return the shares found first and among the first three."""
    total = len(answers)
    return (
        sum(answer.is_first for answer in answers) / total,
        sum(answer.is_in_top for answer in answers) / total,
    )


def show(answers):
    """Print the shares by kind, and every row that is not found first."""
    kinds = defaultdict(list)
    for answer in answers:
        kinds[answer.kind].append(answer)
    print(f"\n{'queries of the list':<38}{'':>6}{'first':>8}{'top 3':>8}")
    for kind, some in [*kinds.items(), ("all", answers)]:
        first, top = shares(some)
        print(f"{kind:<38}{len(some):>6}{first:>8.0%}{top:>8.0%}")
    print()
    for answer in answers:
        if not answer.is_first:
            print(f"{answer.place or '-'}  {answer}")
