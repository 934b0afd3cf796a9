#!/usr/bin/env python3
"""Creates the virtual environment, and installs the pinned requirements when they change.

Runs with the machine's python3, so it uses only the standard library and no syntax that an older
Python cannot read: it must be able to say what is wrong.
"""

import fcntl
import hashlib
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
WHEELS = ROOT / "wheels"
BASE_FILES = ("constraints.txt", "requirements.txt")
DEV_FILES = (*BASE_FILES, "requirements-dev.txt")
OLDEST_PYTHON = (3, 11)


def check_python():
    version = "{}.{}.{}".format(*sys.version_info)
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(
            f"Hace falta Python 3.11 o posterior; «{sys.executable}» es {version}.\n"
            "Si hay otro instalado, indíquelo así: make PYTHON=python3.13 …"
        )
    missing = [name for name in ("venv", "ensurepip") if not importlib.util.find_spec(name)]
    if missing and not VENV_PYTHON.exists():
        sys.exit(
            f"A este Python ({version}) le falta «{missing[0]}», que crea el entorno virtual.\n"
            "En Debian y Ubuntu se instala así: sudo apt install python3-venv"
        )


def fingerprint(files):
    """Return a hash of the files, the interpreter behind the link, and the folder."""
    digest = hashlib.sha256(f"{VENV}\n{VENV_PYTHON.resolve()}\n".encode())
    for name in files:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def is_current(stamp, files):
    path = VENV / f"stamp-{stamp}"
    return VENV_PYTHON.exists() and path.exists() and path.read_text() == fingerprint(files)


def mark(stamp, files):
    (VENV / f"stamp-{stamp}").write_text(fingerprint(files))


def create_environment():
    if VENV.is_symlink():
        sys.exit(
            f"«{VENV}» es un enlace al entorno de otra carpeta, que habría que vaciar.\n"
            "Quite el enlace: se creará aquí un entorno propio."
        )
    print("Creando el entorno virtual en .venv…", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        sys.exit("No se pudo crear el entorno virtual; el motivo está arriba.")


def install(requirements_file, offline):
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
    command += ["--disable-pip-version-check", "-r", str(ROOT / requirements_file)]
    if WHEELS.is_dir():
        command += ["--find-links", str(WHEELS)]
    if offline:
        command.append("--no-index")
        print("Instalando los paquetes desde la carpeta wheels…", flush=True)
    else:
        print(f"Instalando los paquetes de {requirements_file} (solo esta vez)…", flush=True)
    # A pip configured for --user installations refuses to work inside an environment.
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PIP_USER": "0"}
    ) as pip:
        for line in pip.stdout:
            if line.startswith("Collecting "):
                print("  " + re.match(r"[\w.-]+", line.split()[1]).group(), flush=True)
            elif line.startswith("Installing collected packages"):
                print("  copiando los archivos…", flush=True)
    if pip.returncode != 0:
        sys.exit(
            "No se pudieron instalar los paquetes; el motivo está arriba. Sin conexión,\n"
            "prepare la carpeta wheels en otra máquina («make wheels») y cópiela aquí."
        )


def ensure_environment(development=False):
    """Create or update the environment; do nothing if the last installation is current."""
    check_python()
    stamp, files = ("dev", DEV_FILES) if development else ("base", BASE_FILES)
    with (ROOT / ".venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_current(stamp, files):
            return
        if not is_current("python", ()):
            create_environment()
            mark("python", ())
        install(files[-1], offline=WHEELS.is_dir() and not development)
        mark("base", BASE_FILES)
        if development:
            mark("dev", DEV_FILES)


if __name__ == "__main__":
    ensure_environment(development="--dev" in sys.argv[1:])
