"""Folders of this installation, and reading of environment variables."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

VERSION = "1.0.0"  # the tag of a release is «v» and this (scripts/release.py)


def read_address(read, name, accepted, **options):
    """Return the variable ``name`` as parsed by ``read``, or raise ``ImproperlyConfigured``.

    The error says what is ``accepted``, not the value: it may hold a password, and is logged.
    """
    try:
        return read(name, **options)
    except (ValueError, ImproperlyConfigured):
        raise ImproperlyConfigured(f"{name} must be {accepted}") from None


BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
