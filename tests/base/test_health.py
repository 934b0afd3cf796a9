"""What a load balancer hears, whatever the host and the state of the installation."""

import pytest
from django.test import Client

from tests.factories import make_noticia
from tests.processes import DEMO, run
from tests.reading import text

HOSTS = ["localhost:8000", "alfa.localhost:8000", "10.0.0.7", "no such host", ""]


def ask(host, path):
    return Client(headers={"host": host}).get(path)


def ask_in_a_new_process(tmp_path, *paths, host="localhost:8000", **env):
    """Return the status and body of each path, from a process with its own settings."""
    script = (
        "import sys, django; django.setup()\n"
        "from django.test import Client\n"
        f"client = Client(headers={{'host': {host!r}}}, raise_request_exception=False)\n"
        f"for path in {paths!r}:\n"
        "    response = client.get(path)\n"
        "    print(response.status_code, response.content.decode().strip())\n"
    )
    result = run(tmp_path, "-c", script, **DEMO | env)
    assert result.returncode == 0, result.stderr
    return [line.split(" ", 1) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("host", HOSTS)
def test_healthz_answers_on_any_host_without_a_database(host):
    response = ask(host, "/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
@pytest.mark.parametrize("host", HOSTS)
def test_readyz_answers_on_any_host(host):
    response = ask(host, "/readyz")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "cache": "ok"}


@pytest.fixture
def _no_redis(settings):
    """A Redis where nobody listens in place of every cache."""
    dead = {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {alias: {**cache, **dead} for alias, cache in settings.CACHES.items()}


@pytest.mark.django_db
@pytest.mark.usefixtures("_no_redis")
def test_readyz_names_the_cache_when_it_is_what_fails():
    response = ask("localhost:8000", "/readyz")
    assert response.status_code == 503
    assert response.json() == {"database": "ok", "cache": "failing"}


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
    assert parts == '{"database": "failing", "cache": "ok"}'
    assert healthy == "200"


def test_a_database_that_was_never_migrated_says_what_to_run(tmp_path):
    [[status, body]] = ask_in_a_new_process(tmp_path, "/")
    assert status == "503"
    assert "manage.py migrate" in body
    assert "crear_portales" in body


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
        assert "La base de datos no responde" in body
