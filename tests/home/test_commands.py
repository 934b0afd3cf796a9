"""The commands that run beside the server print clear messages for operators."""

import signal
import sqlite3
from contextlib import closing
from datetime import timedelta
from time import monotonic, sleep

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from home.management.commands import planificador
from home.models import HomePage
from tests import processes
from tests.processes import DEMO

NO_DATABASE = "postgres://nadie:nada@127.0.0.1:1/nada?connect_timeout=2"


def start(tmp_path, *args, **env):
    return processes.start(tmp_path, "manage.py", *args, **DEMO, **env)


def test_preparing_the_demo_says_that_the_database_does_not_answer(tmp_path):
    process = start(tmp_path, "preparar_demo", DATABASE_URL=NO_DATABASE)
    _out, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "DATABASE_URL" in errors
    assert "Traceback" not in errors


def test_preparing_the_demo_says_that_its_data_are_of_another_version(tmp_path):
    with closing(sqlite3.connect(tmp_path / "portales.sqlite3")) as database, database:
        database.execute("CREATE TABLE django_migrations (id, app, name, applied)")
        database.execute(
            "INSERT INTO django_migrations VALUES (1, 'noticias', '0001_initial', '2026-11-01')"
        )
    process = start(tmp_path, "preparar_demo")
    _out, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "make distclean" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("command", ["crear_portales", "cargar_muestra", "cuentas_muestra"])
def test_an_unmigrated_database_is_told_without_a_traceback(command, tmp_path):
    process = start(tmp_path, command)
    _out, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "migrate" in errors
    assert "Traceback" not in errors


def test_what_the_data_forbid_is_not_told_as_a_database_that_does_not_answer(tmp_path):
    code = "from django.db import IntegrityError; raise IntegrityError('dos veces')"
    process = start(tmp_path, "shell", "-c", code)
    _out, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "IntegrityError: dos veces" in errors
    assert "no responde" not in errors


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_scheduler_survives_a_lost_database_and_ends_quietly(tmp_path, number):
    process = start(tmp_path, "planificador", "--cada", "60", DATABASE_URL=NO_DATABASE)
    waited = monotonic() + 30
    first_words = process.stderr.readline()  # the first round has failed and logged it
    assert first_words
    assert monotonic() < waited
    sleep(0.5)
    assert process.poll() is None
    process.send_signal(number)
    process.communicate(timeout=10)
    assert process.returncode == 0


def test_the_scheduler_that_is_told_to_end_begins_no_other_job(db, monkeypatch):
    scheduler = planificador.Command()
    begun = []

    def job(name, **_options):
        begun.append(name)
        scheduler.is_told_to_end.set()

    monkeypatch.setattr(planificador, "call_command", job)
    scheduler.go_round()
    assert begun == planificador.ROUND[:1]


@pytest.mark.on_both_databases
def test_the_clock_publishes_no_draft(portales):
    """A draft with a past ``go_live_at`` that nobody approved stays a draft."""
    home = HomePage.objects.get(pk=portales.alfa.home_en.pk)
    home.go_live_at = timezone.now() - timedelta(hours=1)
    home.save_revision()
    call_command("publish_scheduled", verbosity=0)
    home.refresh_from_db()
    assert not home.live


@pytest.mark.on_both_databases
def test_the_sample_needs_the_portals_first(db, portales_file):
    with pytest.raises(CommandError, match="crear_portales"):
        call_command("cargar_muestra")
