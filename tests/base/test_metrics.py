"""The metrics have the format of Prometheus, and a part that is down does not stop the others."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from post_office import mail
from post_office.models import Email
from prometheus_client.parser import text_string_to_metric_families

from importacion.models import Importacion
from servidor.models import Latido
from tests.processes import ask_in_a_new_process


def read(host="10.0.0.7"):
    """Return {(name, label): value} as a monitor reads them; it uses an IP address as host."""
    response = Client(headers={"host": host}).get("/metrics")
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/plain; version=")
    families = [line for line in response.content.decode().splitlines() if line[:6] == "# HELP"]
    assert len(families) == len({line.split()[2] for line in families})
    return {
        (sample.name.removeprefix("portales_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(response.content.decode())
        for sample in family.samples
    }


@pytest.mark.on_both_databases
def test_mail_that_waits_is_counted_and_since_when(portales):
    assert read()["mail_waiting",] == 0
    for number in range(2):
        mail.send("a@example.com", "b@example.com", subject=f"Uno {number}", message="Hola")
    Email.objects.filter(subject="Uno 0").update(created=timezone.now() - timedelta(hours=3))
    told = read()
    assert told["mail_waiting",] == 2
    assert told["mail_waiting_seconds",] == pytest.approx(3 * 3600, abs=60)


@pytest.mark.on_both_databases
def test_so_is_work_for_the_scheduler(alfa):
    Importacion.objects.create(site=alfa.site, estado=Importacion.Estado.POR_GUARDAR)
    Importacion.objects.create(site=alfa.site, estado=Importacion.Estado.FALLIDA)
    assert read()["imports_waiting",] == 1


def test_a_scheduler_that_stopped_is_noticed(portales):
    assert ("scheduler_beat_seconds",) not in read()
    Latido.objects.create(visto=timezone.now() - timedelta(minutes=40))
    assert read()["scheduler_beat_seconds",] == pytest.approx(2400, abs=60)


def test_the_age_of_the_newest_copy_is_told(portales, settings, tmp_path):
    settings.BACKUP_ROOT = tmp_path / "not there"
    assert ("backup_age_seconds",) not in read()
    settings.BACKUP_ROOT = tmp_path
    now = timezone.now()
    for days, ending in ((9, ""), (2, ""), (0, ".incompleta")):
        (tmp_path / f"{now - timedelta(days=days):%Y%m%dT%H%M%SZ}{ending}").mkdir()
    assert read()["backup_age_seconds",] == pytest.approx(2 * 24 * 3600, abs=60)


def test_the_room_on_the_disks_is_told(portales, settings, tmp_path):
    settings.MEDIA_ROOT = settings.VAR_DIR = tmp_path
    told = read()
    assert told["disk_free_bytes", "media"] > 0
    assert told["disk_free_bytes", "state"] > 0


def test_without_a_database_the_rest_is_told(tmp_path):
    [[status, told]] = ask_in_a_new_process(
        tmp_path,
        "/metrics",
        DATABASE_URL="postgres://nadie:nada@127.0.0.1:1/nada?connect_timeout=2",
    )
    assert status == "200"
    assert "portales_cache_failing 0.0" in told
    assert "mail_waiting" not in told
