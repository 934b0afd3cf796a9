"""Health checks answer a load balancer, whatever the host and the state of the installation."""

import json
import socket
from datetime import timedelta
from time import monotonic

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from servidor.models import Latido
from tests.factories import make_noticia
from tests.processes import ask_in_a_new_process
from tests.reading import assert_come_again, text

HOSTS = ["localhost:8000", "alfa.localhost:8000", "10.0.0.7", "no such host", ""]


def ask(host, path):
    return Client(headers={"host": host}).get(path)


def without_zones(report):
    """Return ``report`` without zones: their age depends on the date and on the database server."""
    detail = {part: what for part, what in report.get("detail", {}).items() if part != "zones"}
    parts = {part: what for part, what in report.items() if part != "detail"}
    return parts | ({"detail": detail} if detail else {})


@pytest.mark.parametrize("host", HOSTS)
def test_healthz_answers_on_any_host_without_a_database(host):
    response = ask(host, "/healthz")
    assert (response.status_code, response.content) == (200, f"ok {settings.VERSION}\n".encode())


@pytest.mark.on_both_databases
@pytest.mark.parametrize("host", HOSTS)
def test_readyz_answers_on_any_host(portales, host):
    response = ask(host, "/readyz")
    assert response.status_code == 200
    assert without_zones(response.json()) == {"database": "ok", "cache": "ok", "scheduler": "ok"}


def test_readyz_tells_since_when_the_scheduler_is_silent_and_what_to_do(portales):
    beat = Latido.objects.create(visto=timezone.now() - timedelta(minutes=10))
    assert ask("localhost:8000", "/readyz").json()["scheduler"] == "ok"
    beat.visto -= timedelta(minutes=25)
    beat.save()
    response = ask("localhost:8000", "/readyz")
    # Pages are served as ever: whoever waits for this process has nothing to wait for.
    assert response.status_code == 200
    report = response.json()
    assert report["scheduler"] == "stopped"
    since = date_format(timezone.localtime(beat.visto), "DATETIME_FORMAT")
    assert f"no da señales desde el {since}" in report["detail"]["scheduler"]
    assert "journalctl -u portales -n" in report["detail"]["scheduler"]


@pytest.fixture
def _no_redis(settings):
    """Replace every cache by a Redis at an address where nothing listens."""
    dead = {"BACKEND": "servidor.caches.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {alias: {**cache, **dead} for alias, cache in settings.CACHES.items()}


@pytest.mark.usefixtures("_no_redis")
def test_readyz_names_the_cache_when_it_is_what_fails(portales):
    response = ask("localhost:8000", "/readyz")
    assert response.status_code == 503
    assert_come_again(response)
    report = response.json()
    detail = report.pop("detail")
    assert report == {"database": "ok", "cache": "failing", "scheduler": "ok"}
    assert "pages: ConnectionError" in detail["cache"]
    assert "127.0.0.1" not in detail["cache"]


@pytest.mark.on_both_databases
@pytest.mark.usefixtures("_no_redis")
def test_citizens_read_and_editors_publish_while_the_cache_does_not_answer(alfa, committed):
    with committed():
        make_noticia(alfa, "Sin caché")
    assert "Sin caché" in text(alfa.get("/"))
    assert "Sin caché" in text(alfa.get("/noticias/"))


def test_readyz_names_the_database_when_it_is_what_fails(tmp_path):
    [[ready, parts], [healthy, _]] = ask_in_a_new_process(
        tmp_path,
        "/readyz",
        "/healthz",
        DATABASE_URL="postgres://nadie:nada@127.0.0.1:1/nada?connect_timeout=2",
    )
    assert ready == "503"
    report = without_zones(json.loads(parts))
    assert (report["database"], report["cache"]) == ("failing", "ok")
    assert report["detail"] == {"database": "La base de datos no responde."}
    assert healthy == "200"


def test_a_database_that_says_nothing_keeps_no_monitor_waiting(tmp_path):
    """A monitor asks every minute; each request that hangs would block one more thread."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begun = monotonic()
        answers = ask_in_a_new_process(
            tmp_path,
            "/readyz",
            "/metrics",
            DATABASE_URL=f"postgres://p@127.0.0.1:{silent.getsockname()[1]}/p",
        )
    assert [status for status, _body in answers] == ["503", "200"]
    assert monotonic() - begun < 60


def test_a_database_that_was_never_migrated_says_what_to_run_to_operators_alone(tmp_path):
    [[status, body], [_english, english], [ready, parts]] = ask_in_a_new_process(
        tmp_path, "/", "/en/", "/readyz"
    )
    assert status == ready == "503"
    assert "El portal no pudo responder" in body
    assert "The portal could not respond" in english
    assert "migrate" not in body + english
    assert "manage.py migrate" in json.loads(parts)["detail"]["database"]


def test_a_database_that_does_not_answer_is_no_internal_error(tmp_path):
    answers = ask_in_a_new_process(
        tmp_path,
        "/",
        "/noticias/",
        "/admin/",
        DATABASE_URL="postgres://nadie:nada@127.0.0.1:1/nada?connect_timeout=2",
    )
    for status, body in answers:
        assert status == "503"
        assert "El portal no pudo responder" in body
        assert "manage.py" not in body
