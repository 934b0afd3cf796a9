"""The default demo: SQLite and files in ``var/``, ten portals below one host name."""

from cryptography.fernet import Fernet
from django.core.management.utils import get_random_secret_key

from .base import *
from .base import (  # noqa: F401
    ADMIN_HOSTS,
    BASE_DIR,
    CIFRADO_CLAVES,
    INSTALLED_APPS,
    LOGGING,
    POST_OFFICE,
    VAR_DIR,
    env,
)

DEBUG = env.bool("DEBUG", default=False)

PORTAL_HOST_SUFFIX = env.str("PORTAL_HOST_SUFFIX", default="localhost")
PORTAL_PORT = env.int("PORT", default=8000)
WAGTAILADMIN_BASE_URL = f"http://{PORTAL_HOST_SUFFIX}:{PORTAL_PORT}"


def _kept(name, make):
    """Return a key of this copy only, stored in ``VAR_DIR`` and reused in each run."""
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    path = VAR_DIR / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(make(), encoding="utf-8")
    return path.read_text(encoding="utf-8")


SECRET_KEY = env.str("SECRET_KEY", default=None) or _kept("secret_key", get_random_secret_key)
if not CIFRADO_CLAVES:
    CIFRADO_CLAVES = [_kept("clave_de_cifrado", lambda: Fernet.generate_key().decode())]

# No mail server: mail is stored in this folder, and read in the admin.
BUZON_ROOT = None
if "EMAIL_URL" not in env:
    BUZON_ROOT = VAR_DIR / "correos"
    POST_OFFICE["BACKENDS"]["default"] = "muestra.buzon.archivos.ArchivosBackend"

# Keeps the list of addresses on the screen: only errors of ours are shown, not of visitors.
if not DEBUG:
    LOGGING["handlers"]["stderr"]["level"] = "ERROR"

SERVE_MEDIA = True
PICTURE_SECONDS = None  # without nginx in front: the first reader's request makes all
NEW_PORTALS_ARE_OPEN = True
# The demo contacts nobody but the visitor.
ENLACES_EXTERNOS = env.bool("ENLACES_EXTERNOS", default=False)
INSTALLED_APPS += ["muestra"]
SAMPLE_ACCOUNTS_ALLOWED = True
# Off, so that the sample accounts can sign in with only their password.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=False)
