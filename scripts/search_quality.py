"""Measures how often the public search finds the wanted page in the sample content.

Reads the lists of queries, loads the sample they need, runs them, and prints the shares. A query
counts only if the search can show one of its wanted pages: what the sample lacks cannot be found.
"""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale, Page

from base.models import PortalSettings
from base.portales import portales as read_once
from home.models import HomePage, StandardPage
from search.busqueda import find_pages
from search.destacables import found_in
from search.funciones import funciones
from search.models import Ficha
from search.resultados import FEW, first_of_each

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "tests" / "search" / "queries.toml"
STREET = QUERIES.with_name("street.toml")
PORTALES = ROOT / "santiago" / "portales.toml"
SPOKEN = QUERIES.with_name("spoken.toml")
IN_TOP = 3
_ALL = "todas"


@dataclass(frozen=True)
class Answer:
    """Result of one query: ``place`` is the position of the wanted page, from 1, or None."""

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


def read_queries(path=QUERIES):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def held_out(answer):
    """Return whether the query is one of the third that was not used to tune the search."""
    digest = sha256(f"{answer.where}{answer.text}".encode()).hexdigest()
    return int(digest, 16) % 3 == 0


def seen(answers):
    return [answer for answer in answers if not held_out(answer)]


def unseen(answers):
    return list(filter(held_out, answers))


def write_portales(path):
    """Write a data file with the real portals that the list uses."""
    asked = set(read_queries()["portales"])
    entries = PORTALES.read_text(encoding="utf-8").split("[[portal]]\n")[1:]
    kept = [entry for entry in entries if re.search(r'slug = "(.+)"', entry)[1] in asked]
    path.write_text("".join(f"[[portal]]\n{entry}" for entry in kept), encoding="utf-8")


def load():
    """Fill an empty database with the portals of the data file, their sample and English pages."""
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
    """Return the English home of a portal, published."""
    home = PortalSettings.objects.get(slug=slug).site.root_page
    english = HomePage.objects.get(translation_key=home.translation_key, locale__language_code="en")
    if not english.live:
        english.save_revision().publish()
        english.refresh_from_db()
    return english


def ask_all(path=QUERIES):
    """Return the answers to the queries of the list at ``path`` that some page can answer."""
    data = read_queries(path)
    sites = {row.slug: row.site for row in PortalSettings.objects.select_related("site")}
    sites[_ALL] = PortalSettings.objects.get(tipo=PortalSettings.Tipo.PROVINCIAL).site
    return [
        _ask(sites, kind["nombre"], *row)
        for kind in data["clase"]
        for row in kind["busquedas"]
        if _is_there(sites, *row)
    ]


def _is_there(sites, where, _text, *wanted):
    """Return whether the search in a place can show a page with one of the titles ``wanted``."""
    slug, _slash, language = where.partition("/")
    fichas = Ficha.objects.filter(titulo__in=wanted, idioma=language or settings.LANGUAGE_CODE)
    return (fichas if slug == _ALL else fichas.filter(found_in(sites[slug]))).exists()


def _ask(sites, kind, where, text, *wanted):
    slug, _slash, language = where.partition("/")
    found = find_pages(
        text,
        site=sites[slug],
        locale=Locale.objects.get(language_code=language or settings.LANGUAGE_CODE),
        todas=slug == _ALL,
    )
    groups = first_of_each(found.hallazgos).values()
    ids = list(chain.from_iterable(keys[:FEW] for keys in groups))[:IN_TOP]
    titles = dict(Page.objects.filter(pk__in=ids).values_list("pk", "title"))
    shown = [*_functions(text, sites[slug], language), *map(titles.get, ids)]
    return Answer(kind, where, text, wanted, tuple(dict.fromkeys(shown))[:IN_TOP])


def _functions(text, site, language):
    """Return the titles of the sections whose functions are shown above the results."""
    prefix = f"/{language}/" if language else "/"
    request = RequestFactory(headers={"host": site.hostname}).get(prefix)
    with translation.override(language or settings.LANGUAGE_CODE):
        return [function.seccion.title for function in funciones(text, request)]


def shares(answers):
    """Return (share found first, share found among the first three)."""
    total = len(answers)
    return (
        sum(answer.is_first for answer in answers) / total,
        sum(answer.is_in_top for answer in answers) / total,
    )


def show(answers):
    """Print the shares by kind, and every query that is not found first."""
    kinds = defaultdict(list)
    for answer in answers:
        kinds[answer.kind].append(answer)
    print(f"\n{'queries of the list':<38}{'':>6}{'first':>8}{'top 3':>8}")
    for kind, some in [*kinds.items(), ("all", answers)]:
        tell(kind, some)
    print()
    for answer in answers:
        if not answer.is_first:
            print(f"{answer.place or '-'}  {answer}")


def tell(name, answers):
    """Print only the shares of ``answers``, not their queries."""
    first, top = shares(answers)
    print(f"{name:<38}{len(answers):>6}{first:>8.1%}{top:>8.1%}")
