"""If the clock is years ahead, nothing is deleted or unpublished until somebody confirms it."""

import logging
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.utils import timezone
from post_office.models import STATUS, Email
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from atencion.casos import cambiando
from atencion.models import Caso, Opinion, Remitente
from home.management.commands.planificador import BY_DATE, DAILY, Command
from search.models import BusquedaSinResultado
from servidor.models import Latido
from servidor.purga import Purga
from servidor.reloj import record_beat
from tests.atencion.recepcion import recibir
from tests.factories import make_noticia
from tests.reading import text

PURGAS = sorted(name for name in get_commands() if name.startswith("purgar_"))
YEARS = timedelta(days=8 * 365)


def believed(ago):
    """Set the last heartbeat to ``ago`` before now."""
    Latido.objects.update_or_create(pk=1, defaults={"visto": timezone.now() - ago})


def rows():
    """Return the number of records of each model."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.fixture(scope="module")
def _old(once):
    once(lambda portales: make_old_records(portales.alfa))


def make_old_records(alfa):
    """Create a record of each kind that is older than every retention period."""
    long_ago = timezone.now() - timedelta(days=3000)
    page = make_noticia(alfa, "Nota")
    log(page, "wagtail.lock", title="Antigua", timestamp=long_ago)
    Opinion.objects.create(page=page, dia=long_ago.date(), sirvio=True)
    BusquedaSinResultado.objects.create(
        site=alfa.site, palabras="nada", primera=long_ago.date(), ultima=long_ago.date()
    )
    mail = Email.objects.create(from_email="a@ejemplo.cu", to="b@ejemplo.cu", status=STATUS.sent)
    Email.objects.filter(pk=mail.pk).update(last_updated=long_ago)
    caso = recibir(alfa)
    close(caso)
    caso.movimientos.update(cuando=long_ago)


@pytest.fixture
def old(_old, editora):
    """Records that are older than every retention period; return the case."""
    return Caso.objects.get()


def close(caso):
    now = timezone.now()
    with cambiando(caso) as changed:
        changed.estado = Caso.Estado.CERRADA
        changed.respondida_el = changed.cerrada_el = now


@pytest.mark.parametrize("name", PURGAS)
def test_whatever_is_called_a_purge_asks_about_the_clock(name):
    assert isinstance(load_command_class(get_commands()[name], name), Purga)
    assert name in DAILY
    assert name in BY_DATE


@pytest.mark.parametrize("name", PURGAS)
@pytest.mark.parametrize("ago", [timedelta(days=46), YEARS], ids=["weeks", "years"])
def test_no_purge_deletes_anything_by_a_clock_that_cannot_be(old, name, ago):
    believed(ago)
    before = rows()
    with pytest.raises(CommandError, match="--reloj-correcto"):
        call_command(name)
    assert rows() == before


@pytest.mark.parametrize("name", PURGAS)
@pytest.mark.parametrize("ago", [timedelta(days=40), timedelta(minutes=1), -timedelta(days=10)])
def test_a_server_that_was_off_for_weeks_purges_as_ever(old, name, ago):
    believed(ago)
    call_command(name, verbosity=0)
    assert Latido.objects.get().visto >= timezone.now() - timedelta(minutes=2)


def test_who_has_looked_at_the_clock_goes_on_and_says_it_once(old):
    believed(YEARS)
    call_command("purgar_casos", "--reloj-correcto", verbosity=0)
    assert not Remitente.objects.filter(caso=old).exists()
    for name in set(PURGAS) - {"purgar_casos"}:
        call_command(name, verbosity=0)
    assert not PageLogEntry.objects.filter(label="Antigua").exists()
    for model in (Opinion, BusquedaSinResultado, Email):
        assert not model.objects.exists()


def test_without_a_beat_the_log_tells_when_somebody_was_last_here(alfa, editora):
    caso = recibir(alfa)
    log(editora, "bitacora.entrada")
    close(caso)
    ahead = timezone.now() + YEARS
    assert not Latido.objects.exists()
    entries = ModelLogEntry.objects.count()
    with patch("django.utils.timezone.now", return_value=ahead):
        for name in PURGAS:
            with pytest.raises(CommandError, match="no se sepa"):
                call_command(name)
    assert Remitente.objects.filter(caso=caso).exists()
    assert ModelLogEntry.objects.count() == entries
    call_command("purgar_casos", verbosity=0)
    assert Latido.objects.exists()


def test_a_new_installation_has_nothing_to_lose(db):
    PageLogEntry.objects.all().delete()
    ModelLogEntry.objects.all().delete()
    for name in PURGAS:
        call_command(name, verbosity=0)
    assert Latido.objects.exists()


def test_the_beat_is_written_down_now_and_then_only(db, django_assert_num_queries):
    record_beat()
    with django_assert_num_queries(1):
        record_beat()
    believed(timedelta(hours=2))
    record_beat()
    assert timezone.now() - Latido.objects.get().visto < timedelta(minutes=1)


def test_a_clock_that_is_behind_is_no_beat(db):
    """It deletes nothing too early; and once the clock is right, nobody has to confirm it."""
    believed(-timedelta(days=10))
    ahead = Latido.objects.get().visto
    record_beat()
    assert Latido.objects.get().visto == ahead


# --- The scheduler ------------------------------------------------------------------


def test_the_scheduler_withdraws_nothing_by_a_clock_that_cannot_be(old, alfa, caplog):
    page = make_noticia(alfa, "Con final", expire_at=timezone.now() - timedelta(days=1))
    scheduler = Command()
    believed(YEARS)
    with caplog.at_level(logging.ERROR):
        for _round in range(3):
            scheduler.go_round()
    page.refresh_from_db()
    assert page.live
    assert Remitente.objects.filter(caso=old).exists()
    assert PageLogEntry.objects.filter(label="Antigua").exists()
    [said] = [line for line in caplog.messages if "El reloj del servidor dice" in line]
    assert "python manage.py purgar_bitacora --reloj-correcto" in said
    record_beat(es_correcto=True)
    scheduler.go_round()
    page.refresh_from_db()
    assert not page.live
    assert not PageLogEntry.objects.filter(label="Antigua").exists()


def test_administrators_read_it_where_they_begin(as_administrator, as_editor):
    for ago, is_told in [(timedelta(hours=1), False), (YEARS, True)]:
        believed(ago)
        assert ("El reloj del servidor" in text(as_administrator.get("/admin/"))) is is_told
        assert "El reloj del servidor" not in text(as_editor.get("/admin/"))


def test_administrators_read_that_the_scheduler_stopped(as_administrator, as_editor):
    for ago, is_told in [(timedelta(minutes=20), False), (timedelta(hours=2), True)]:
        believed(ago)
        page = text(as_administrator.get("/admin/"))
        assert ("El planificador no da señales desde el" in page) is is_told
        assert "El reloj del servidor" not in page
        assert "El planificador no da" not in text(as_editor.get("/admin/"))
    record_beat()
    assert "El planificador no da" not in text(as_administrator.get("/admin/"))
