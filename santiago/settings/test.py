"""Tests: the demo's hosts, otherwise as close to production as speed allows."""

from .base import *
from .base import CACHES, INSTALLED_APPS, POST_OFFICE

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105
CIFRADO_CLAVES = ["b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMDE="]
PORTAL_HOST_SUFFIX = "localhost"
PORTAL_PORT = 8000
WAGTAILADMIN_BASE_URL = "http://localhost:8000"
SERVE_MEDIA = True
NEW_PORTALS_ARE_OPEN = True
PICTURE_SECONDS = None  # the first reader's request makes all
INSTALLED_APPS += ["muestra"]
SAMPLE_ACCOUNTS_ALLOWED = True
ATENCION_SEGUNDOS_MINIMOS = 0  # tests write faster than people
ATENCION_TRABAJO = 4
SECOND_FACTOR_REQUIRED = False  # most tests start signed in; tests/usuarios turn it on

ENLACES_EXTERNOS = False
ENLACES_CONTROL = []
TELEGRAM_API = "http://127.0.0.1:9"  # where nothing listens

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
POST_OFFICE["BACKENDS"]["default"] = EMAIL_BACKEND
BUZON_ROOT = None
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "privados": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "datos": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
for _name, _cache in CACHES.items():
    _cache.clear()
    _cache.update(BACKEND="django.core.cache.backends.locmem.LocMemCache", LOCATION=_name)
