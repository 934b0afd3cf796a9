"""The embedded default: SQLite and files under ``var/``, ten portals below one host name."""

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
    """A key of this copy alone, kept from run to run."""
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    path = VAR_DIR / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(make(), encoding="utf-8")
    return path.read_text(encoding="utf-8")


SECRET_KEY = env.str("SECRET_KEY", default=None) or _kept("secret_key", get_random_secret_key)
if not CIFRADO_CLAVES:
    CIFRADO_CLAVES = [_kept("clave_de_cifrado", lambda: Fernet.generate_key().decode())]

# No mail server: what would leave is kept in this folder, and read in the admin.
BUZON_ROOT = None
if "EMAIL_URL" not in env:
    BUZON_ROOT = VAR_DIR / "correos"
    POST_OFFICE["BACKENDS"]["default"] = "muestra.buzon.archivos.ArchivosBackend"

# The addresses stay on the screen: what people do amiss is no news there, only what we do.
if not DEBUG:
    LOGGING["handlers"]["stderr"]["level"] = "ERROR"

SERVE_MEDIA = True
PICTURE_SECONDS = None  # no nginx in front: the first reader has all of them
NEW_PORTALS_ARE_OPEN = True
# Nobody but the visitor is spoken to.
ENLACES_EXTERNOS = env.bool("ENLACES_EXTERNOS", default=False)
# A process less: a worker takes 145 MB. The scheduler looks every half minute.
DIFUSION_SIN_TRABAJADOR = True
INSTALLED_APPS += ["muestra"]
SAMPLE_ACCOUNTS_ALLOWED = True
# Off, so that the sample accounts open with their password alone.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=False)
