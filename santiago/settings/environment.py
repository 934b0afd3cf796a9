"""Where this installation stands, and how its environment is read."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def read_address(read, name, accepted, **options):
    """Return what the variable ``name`` says; it may hold a password, and errors end in the log.

    Raises ``ImproperlyConfigured`` with what is ``accepted``, and without what was written.
    """
    try:
        return read(name, **options)
    except (ValueError, ImproperlyConfigured):
        raise ImproperlyConfigured(f"{name} must be {accepted}") from None


BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
