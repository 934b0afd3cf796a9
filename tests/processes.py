"""Python in a process of its own, as an operator starts it."""

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.conf import settings as django_settings

DEMO = {"DJANGO_SETTINGS_MODULE": "santiago.settings.demo"}
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "santiago.settings.production",
    "CIFRADO_CLAVES": "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMDE=",
    # Nothing listens there.
    "EMAIL_URL": "smtp://127.0.0.1:9",
}

# What libfaketime asks (`make test-dates`): a process of another hour would find nothing due.
CLOCK = {
    name: value
    for name, value in os.environ.items()
    if name in {"LD_PRELOAD", "NO_FAKE_STAT"} or name.startswith("FAKETIME")
}


def needs(program, is_there, package):
    """Skip the test if ``program`` is not installed; in CI fail."""
    if not is_there:
        reason = f"{program} is missing: apt install {package}"
        assert not os.environ.get("CI"), reason
        pytest.skip(reason)


@contextmanager
def a_common_user(*owned):
    """Act as user «nobody», the owner of ``owned``: file permissions do not stop root."""
    if os.geteuid() != 0:
        yield
        return
    for path in owned:
        for item in [path, *path.rglob("*")]:
            os.chown(item, 65534, 65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def start(var_dir, *args, **env):
    """Start Python with only the variables ``env`` and a clock; its files go below ``var_dir``."""
    return subprocess.Popen(
        [sys.executable, *args],
        cwd=django_settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(var_dir), **CLOCK, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(var_dir, *args, **env):
    """Run Python like ``start`` until it ends; return its exit code, output and errors."""
    with start(var_dir, *args, **env) as process:
        try:
            out, errors = process.communicate(timeout=300)
        finally:
            process.kill()
    return subprocess.CompletedProcess(args, process.returncode, out, errors)


def ask_in_a_new_process(tmp_path, *paths, host="localhost:8000", method="get", **env):
    """Return the status and body of each path, from a process with its own settings."""
    script = (
        "import sys, django; django.setup()\n"
        "from django.test import Client\n"
        f"client = Client(headers={{'host': {host!r}}}, raise_request_exception=False)\n"
        f"for path in {paths!r}:\n"
        f"    response = client.{method}(path)\n"
        "    print(response.status_code, ' '.join(response.content.decode().split()))\n"
    )
    result = run(tmp_path, "-c", script, **DEMO | env)
    assert result.returncode == 0, result.stderr
    return [line.split(" ", 1) for line in result.stdout.splitlines()]
