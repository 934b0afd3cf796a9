"""The search is measured: what people type, and whether the page they want comes first."""

import pytest
from django.db import transaction
from django.test import TestCase, override_settings

from base.portales import portales as read_portales
from scripts import search_quality
from tests.factories import NO_TASKS

# One process makes the sample for all.
pytestmark = [pytest.mark.xdist_group("the sample that is searched"), pytest.mark.on_both_databases]


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker, tmp_path_factory):
    """The answers to the list over the sample, loaded once and rolled back at the end."""
    path = tmp_path_factory.mktemp("portales") / "portales.toml"
    search_quality.write_portales(path)
    with (
        django_db_blocker.unblock(),
        override_settings(PORTALES_FILE=str(path), TASKS=NO_TASKS),
        transaction.atomic(),
    ):
        with TestCase.captureOnCommitCallbacks(execute=True):
            search_quality.load()
        yield search_quality.ask_all()
        transaction.set_rollback(True)
    read_portales.cache_clear()


def test_the_list_is_long_and_asks_for_each_thing_once():
    rows = [row for kind in search_quality.read_queries()["clase"] for row in kind["busquedas"]]
    assert len(rows) >= 120
    asked = [(where, text) for where, text, *_titles in rows]
    assert len(asked) == len(set(asked))


def test_people_find_what_they_want(answers, db):
    first, top = search_quality.shares(answers)
    missed = "\n".join(str(answer) for answer in answers if not answer.is_first)
    assert first >= search_quality.FIRST, missed
    assert top >= search_quality.TOP, missed
