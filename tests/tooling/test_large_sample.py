"""The large sample of `make bench` is a valid installation, in which queries do not grow."""

from io import StringIO
from itertools import chain

import pytest
from django.core.management import call_command
from django.db import connection
from modelsearch.conf import get_app_config
from wagtail.models import Page, ReferenceIndex

from base.models import PortalSettings
from directorio.models import EntidadPage
from noticias.models import NoticiaPage
from scripts import large_sample, measuring, search_times
from search.models import Ficha
from tests.budgets import counting
from tests.factories import make_user
from tests.reading import filled_form
from tramites.models import TramiteLocalPage, TramitePage

SMALL = large_sample.Size(municipios=2, tramites=24, entidades=160, noticias=90)
LARGE = large_sample.Size(municipios=4, tramites=48, entidades=400, noticias=250)
SLUG = "arroyo-alto"


@pytest.fixture
def grow(portales, portales_file, committed):
    """Return a function that makes an installation of the given size."""

    def grow(size):
        with committed():
            large_sample.grow(portales_file(""), size)
        measuring.forget_all()

    return grow


def search_entries():
    entries = get_app_config().get_model("IndexEntry").objects
    pages = entries.filter(content_type__model__in=["entidadpage", "noticiapage", "tramitepage"])
    return set(pages.values_list("content_type", "object_id", "title", "body"))


def references():
    rows = ReferenceIndex.objects.values_list(
        "object_id", "to_content_type", "to_object_id", "model_path", "content_path_hash"
    )
    return set(rows)


def test_what_was_written_at_once_is_as_if_saved_page_by_page(grow):
    grow(SMALL)
    assert not any(Page.find_problems())
    some = (
        EntidadPage.objects.all()[::40],
        TramitePage.objects.all()[::10],
        NoticiaPage.objects.all()[::20],
    )
    for page in chain(*some):
        page.full_clean()
        before = type(page).objects.filter(pk=page.pk).values().get()
        page.save()
        assert type(page).objects.filter(pk=page.pk).values().get() == before
    entries, refs, fichas = search_entries(), references(), set(Ficha.objects.values_list())
    assert len(fichas) > 300
    call_command("update_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
    call_command("rehacer_buscador", stdout=StringIO())
    assert search_entries() == entries
    assert set(Ficha.objects.values_list()) == fichas
    assert references() == refs
    assert not TramiteLocalPage.objects.por_confirmar().exists()


def test_an_editor_goes_on_with_it(grow, provincia):
    grow(SMALL)
    record = PortalSettings.objects.get(slug=SLUG)
    entity = EntidadPage.objects.descendant_of(record.site.root_page).order_by("path").first()
    browser = provincia.signed_in(make_user("editora-muestra", groups=[record.editores]))
    edit = f"/admin/pages/{entity.pk}/edit/"
    data = filled_form(browser.get(edit), streams=["cuerpo"], resumen="Cambiado")
    assert browser.post(edit, data).status_code == 302
    draft = EntidadPage.objects.get(pk=entity.pk).get_latest_revision_as_object()
    assert draft.resumen == "Cambiado"
    assert [row.valor for row in draft.contactos.all()] == ["+53 22 000000"]


def costs():
    """Return {(group, name): (queries, clauses, response)} of public and admin pages.

    All caches are cold.
    """
    found = {}
    for group, (client, addresses) in measuring.places(SLUG).items():
        if "files" in group:
            continue
        for name, address in addresses.items():
            if name.startswith("form"):
                continue  # a form is of one page in any case
            measuring.forget_all()
            with counting() as (counted, _trips):
                queries, _ms, response = measuring.ask(client, address)
            found[group, name] = queries, counted["clauses"], response
    return found


def search_queries():
    """Return {search: its SQL} for few, many and no results, a wrong spelling and half a word."""
    texts = [
        "arqueología",
        "muestra",
        "registro civil",
        "farmasia",
        "certifi",
        "zzz qqq",
        "22 0000",
    ]
    found = {}
    for scope, where in search_times.scopes().items():
        for text in texts:
            measuring.forget_all()
            found[scope, text] = search_times.ask(text, where)
    return found


def assert_searches_use_the_index(statements):
    """PostgreSQL scans such small tables; with scans disabled, only an index can answer."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    for sql in statements:
        assert not search_times.scanned([sql]), search_times.plan(sql)


def test_more_of_everything_costs_no_more(grow):
    grow(SMALL)
    kept = set(Page.objects.values_list("pk", "path", "title"))
    before = costs()
    searches = search_queries()
    grow(LARGE)
    assert kept <= set(Page.objects.values_list("pk", "path", "title"))
    municipalities = LARGE.municipios + 2  # Alfa and Beta
    total = LARGE.of_province + municipalities * LARGE.per_portal
    assert EntidadPage.objects.count() == total
    for place, (queries, clauses, response) in costs().items():
        assert queries <= before[place][0], place
        if place[0] in measuring.OF_CITIZENS:
            assert queries <= measuring.COLD, place
            assert clauses <= before[place][1], place
            more = len(response.content) - len(before[place][2].content)
            assert more <= 2 * measuring.KB, place
    for search, queries in search_queries().items():
        assert len(queries) <= min(len(searches[search]), search_times.MAX_QUERIES), search
    if connection.vendor == "postgresql":
        assert_searches_use_the_index(chain(*searches.values()))
