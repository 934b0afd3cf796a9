"""Python in a process of its own, as an operator starts it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings

DEMO = {"DJANGO_SETTINGS_MODULE": "santiago.settings.demo"}
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "santiago.settings.production",
    "CIFRADO_CLAVES": "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMDE=",
    # Where nobody listens.
    "EMAIL_URL": "smtp://127.0.0.1:9",
}


def needs(program, is_there, package):
    """Skip what needs ``program`` where it is not installed; in CI that is a failure."""
    if not is_there:
        reason = f"{program} is missing: apt install {package}"
        assert not os.environ.get("CI"), reason
        pytest.skip(reason)


def start(var_dir, *args, **env):
    """Start Python with the variables ``env`` and no others; its files go below ``var_dir``."""
    return subprocess.Popen(
        [sys.executable, *args],
        cwd=django_settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(var_dir), **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(var_dir, *args, **env):
    """The same to its end; return its code, what it said and its errors."""
    with start(var_dir, *args, **env) as process:
        try:
            out, errors = process.communicate(timeout=300)
        finally:
            process.kill()
    return subprocess.CompletedProcess(args, process.returncode, out, errors)
