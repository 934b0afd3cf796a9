"""`make run` as a stranger starts it: ten portals, one end for all processes, no data lost.

The tests use one folder, and each continues where the one before ended.
"""

import http.client
import os
import signal
import sqlite3
import subprocess
import sys
import time
import tomllib
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests import processes
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PORTALS = tomllib.loads((ROOT / "santiago" / "portales.toml").read_text(encoding="utf-8"))["portal"]
SLUGS = [portal["slug"] for portal in PORTALS if portal["tipo"] == "municipal"]
PATIENCE = 480


def get(port, host, path="/"):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path, headers={"Host": f"{host}:{port}"})
        response = connection.getresponse()
        return response.status, response.read().decode()


def post(port, host, path):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("POST", path, headers={"Host": f"{host}:{port}"})
        return connection.getresponse().status


def answers(port):
    try:
        return get(port, "localhost", "/readyz")[0] == 200
    except OSError:
        return False


def wait_for(what, said):
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline, said.read_text()
        time.sleep(0.2)


def screen(said):
    """Return the lines on the screen from the addresses on."""
    return said.read_text().partition("Los portales:\n")[2].splitlines()


@contextmanager
def running(var_dir, port, **more):
    """Run the demo on ``port`` during the block; yield its log, and check that it ends in order."""
    said = var_dir.with_suffix(".log")
    env = {**os.environ, "VAR_DIR": str(var_dir), "PORT": str(port)}
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "EMAIL_URL", "HOST"):
        env.pop(name, None)
    env |= more
    with said.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, ROOT / "scripts" / "run.py"], env=env, stdout=log, stderr=log
        )
    try:
        deadline = time.monotonic() + PATIENCE
        while not answers(port):
            assert process.poll() is None, said.read_text()
            assert time.monotonic() < deadline, said.read_text()
            time.sleep(0.2)
        yield said
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=40) == 0, said.read_text()
    with pytest.raises(ConnectionRefusedError):
        get(port, "localhost")
    assert "Traceback" not in said.read_text()


@pytest.fixture(scope="module")
def var_dir(tmp_path_factory):
    return tmp_path_factory.mktemp("run") / "var"


def test_ten_portals_answer_and_a_second_start_keeps_what_was_written(var_dir):
    port = free_port()
    with running(var_dir, port) as said:
        status, home = get(port, "localhost")
        assert status == 200
        for slug in SLUGS:
            assert f"http://{slug}.localhost:{port}/" in home
            assert get(port, f"{slug}.localhost")[0] == 200
        assert get(port, "otra.localhost")[0] == 404
        correos = var_dir / "correos"
        wait_for(lambda: correos.exists() and any(correos.iterdir()), said)
        assert post(port, "localhost", "/admin/login/") == 403  # a form without a CSRF token
        time.sleep(5)
        told = screen(said)
        for slug in SLUGS:
            assert sum(f" http://{slug}.localhost:{port}/" in line for line in told) == 1
        assert any(f"http://localhost:{port}/admin/informes/buzon/" in line for line in told)
        password = (var_dir / "cuentas.txt").read_text().splitlines()[0]
        assert f"Cuentas de muestra ({password}):" in told
        # No line comes after, however much mail there is, and everything fits on one screen.
        assert told[-1] == "Los portales están en servicio; Ctrl-C los detiene."
        log = var_dir / "servidor.log"
        assert f"Lo que falle mientras tanto queda escrito en {log}" in told
        assert len(told) < 22
        assert max(len(line) for line in told if str(var_dir) not in line) <= 80
        assert {file.stat().st_mode & 0o777 for file in correos.iterdir()} == {0o600}
    assert (var_dir / "cuentas.txt").stat().st_mode & 0o777 == 0o600

    with closing(sqlite3.connect(var_dir / "portales.sqlite3")) as database, database:
        changed = database.execute(
            "UPDATE wagtailcore_page SET title = 'Escrito entre dos arranques'"
            " WHERE slug = 'noticias' AND live = 1 AND path LIKE"
            " (SELECT path || '%' FROM wagtailcore_page WHERE slug = 'portal-guama')"
        )
        assert changed.rowcount == 1
    port = free_port()
    with running(var_dir, port, HOST="0.0.0.0", DEMO_PASSWORD="la-clave-de-todos-7") as said:
        status, page = get(port, "guama.localhost", "/noticias/")
        assert status == 200
        assert "Escrito entre dos arranques" in page
        time.sleep(5)
        told = screen(said)
        assert sum(f".localhost:{port}/" in line for line in told) == len(SLUGS)
        assert "Cuentas de muestra (contraseña: la-clave-de-todos-7):" in told
        assert told[-1] == "Los portales están en servicio; Ctrl-C los detiene."


def test_a_real_server_refuses_the_accounts_of_the_demo(var_dir):
    """Production settings open the database of the demo."""
    real = processes.PRODUCTION | {
        "SECRET_KEY": "x" * 60,
        "DATABASE_URL": f"sqlite:///{var_dir}/portales.sqlite3",
    }
    refused = processes.run(var_dir, "-c", "import santiago.wsgi", **real)
    assert refused.returncode != 0
    assert "Sample accounts are active: administrador" in refused.stderr.splitlines()[-1]
    demo = real | processes.DEMO
    removed = processes.run(var_dir, "manage.py", "cuentas_muestra", "--quitar", **demo)
    assert removed.returncode == 0, removed.stderr
    assert processes.run(var_dir, "-c", "import santiago.wsgi", **real).returncode == 0
