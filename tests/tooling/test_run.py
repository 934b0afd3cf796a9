"""`make run` says at once, in Spanish, why it cannot start."""

import os
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
