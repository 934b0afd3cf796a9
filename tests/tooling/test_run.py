"""`make run` says at once, in Spanish, why it cannot start."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

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
