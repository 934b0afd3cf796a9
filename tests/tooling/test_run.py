"""`make run` says at once, in Spanish, why it cannot start."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

RUN = Path(__file__).resolve().parents[2] / "scripts" / "run.py"


def start(tmp_path, **env):
    started = time.monotonic()
    result = subprocess.run(
        [sys.executable, RUN],
        env={**os.environ, "VAR_DIR": str(tmp_path / "var"), **env},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return result, time.monotonic() - started


def test_the_environment_of_another_folder_is_not_emptied(tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "somebody's").touch()
    (tmp_path / "here" / "scripts").mkdir(parents=True)
    script = shutil.copy(RUN.with_name("bootstrap.py"), tmp_path / "here" / "scripts")
    (tmp_path / "here" / ".venv").symlink_to(other)
    result = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=30, check=False
    )
    assert result.returncode == 1
    assert "es un enlace al entorno de otra carpeta" in result.stderr
    assert (other / "somebody's").exists()


def test_busy_port(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result, seconds = start(tmp_path, PORT=str(port))
    assert result.returncode == 1
    assert f"El puerto {port} ya está ocupado" in result.stderr
    assert "Traceback" not in result.stderr
    assert seconds < 5
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80 80"])
def test_impossible_port(tmp_path, port):
    result, _ = start(tmp_path, PORT=port)
    assert result.returncode == 1
    assert "PORT debe ser un número" in result.stderr
    assert "Traceback" not in result.stderr


def test_address_of_another_machine(tmp_path):
    result, _ = start(tmp_path, HOST="192.0.2.1", PORT="8000")
    assert result.returncode == 1
    assert "HOST debe ser una dirección de esta máquina" in result.stderr
    assert "Traceback" not in result.stderr


# --- While the server runs ------------------------------------------------------------------------

STUBS = {
    "manage.py": """
import os, sys
if sys.argv[1] == "servir":
    config = ["--config", "deploy/gunicorn.conf.py", "santiago.wsgi"]
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *config])
""",
    "santiago/wsgi.py": """
def application(environ, start_response):
    raise RuntimeError("El servidor no pudo")
""",
    "deploy/gunicorn.conf.py": "import os\nbind = os.environ['BIND']\n",
    "constraints.txt": "",
    "requirements.txt": "",
    ".venv/bin/python": f'#!/bin/sh\nexec {sys.executable} "$@"\n',
}


@pytest.fixture
def here(tmp_path):
    """A folder with stubs of all that `make run` starts; the application answers nothing."""
    for name, content in STUBS.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    (tmp_path / ".venv" / "bin" / "python").chmod(0o755)
    shutil.copytree(RUN.parent, tmp_path / "scripts")
    installed = "import bootstrap; bootstrap.mark('base', bootstrap.BASE_FILES)"
    subprocess.run([sys.executable, "-c", installed], cwd=tmp_path / "scripts", check=True)
    return tmp_path


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@contextmanager
def serving(here, port):
    env = {name: value for name, value in os.environ.items() if name not in {"VAR_DIR", "HOST"}}
    process = subprocess.Popen(
        [sys.executable, here / "scripts" / "run.py"],
        env=env | {"PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=40)


def test_what_fails_while_it_serves_leaves_the_addresses_on_the_screen(here, port):
    log = here / "var" / "servidor.log"
    with serving(here, port) as process:
        said = []
        for line in process.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        with pytest.raises(HTTPError):
            urlopen(f"http://127.0.0.1:{port}/")
        process.send_signal(signal.SIGINT)
        said += process.stdout
    assert "Lo que falle mientras tanto queda escrito en var/servidor.log\n" in said
    assert "Traceback" not in "".join(said)
    assert "RuntimeError: El servidor no pudo" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_an_end_that_nobody_asked_for_names_the_file_that_says_why(here, port):
    ends = "import sys\nsys.exit('servir' in sys.argv and 'No pudo')\n"
    (here / "manage.py").write_text(ends)
    with serving(here, port) as process:
        said = process.stdout.read()
    assert "terminó antes de tiempo; el motivo está en var/servidor.log." in said
    assert "No pudo" in (here / "var" / "servidor.log").read_text()


# Runs scripts/run.py with a screen that sends the signal to itself while it writes a line.
INTERRUPTED = """
import io, os, runpy, signal, sys

class Screen(io.FileIO):
    def write(self, data):
        if b"en servicio" in bytes(data):
            signal.raise_signal(signal.{signal})
        return super().write(data)

sys.stdout = io.TextIOWrapper(io.BufferedWriter(Screen(1, "w", closefd=False)), "utf-8")
runpy.run_path("scripts/run.py", run_name="__main__")
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interrupt_while_it_prints_a_line_ends_it_in_order(here, port, name):
    env = {name: value for name, value in os.environ.items() if name not in {"VAR_DIR", "HOST"}}
    result = subprocess.run(
        [sys.executable, "-c", INTERRUPTED.format(signal=name)],
        cwd=here,
        env=env | {"PORT": str(port), "PYTHONPATH": str(here / "scripts")},
        capture_output=True,
        text=True,
        timeout=40,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "Deteniendo los portales…\n" in result.stdout
    assert "Traceback" not in result.stderr
