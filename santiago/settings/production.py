"""Production behind a TLS proxy; a missing variable stops the start with its name."""

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from base.portales import read_portales

from .base import *
from .base import (
    A_MAIL_SERVER,
    CIFRADO_CLAVES,
    EMAIL_HOST,
    PORTAL_HOST_SUFFIX,
    PORTALES_FILE,
    POST_OFFICE,
    env,
)

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY").strip()
if not SECRET_KEY:
    raise ImproperlyConfigured("Set the SECRET_KEY environment variable")
if not CIFRADO_CLAVES:
    raise ImproperlyConfigured("Set the CIFRADO_CLAVES environment variable")
for _number, _key in enumerate(CIFRADO_CLAVES, start=1):
    try:
        Fernet(_key)
    except ValueError:
        # Without the key, because the message goes to the log.
        raise ImproperlyConfigured(
            f"CIFRADO_CLAVES: number {_number} is no key; deploy/portales.env.example says how to "
            "make one"
        ) from None
env.str("DATABASE_URL")  # SQLite is for the demo: refuse to fall back to it in silence
# Mail holds codes of cases and links to set passwords: no other backend may handle it, least of all
# one that writes to the log.
if not (POST_OFFICE["BACKENDS"]["default"].endswith(".smtp.EmailBackend") and EMAIL_HOST):
    raise ImproperlyConfigured(f"EMAIL_URL must be {A_MAIL_SERVER}")

SAMPLE_ACCOUNTS_ALLOWED = False

_admin_host = PORTAL_HOST_SUFFIX or read_portales(PORTALES_FILE)[0].hosts[0]
ADMIN_HOSTS = env.list("ADMIN_HOSTS", default=[_admin_host])
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL", default=f"https://{ADMIN_HOSTS[0]}")

# deploy/nginx/portales-proxy.conf overwrites both headers, and requests come only through it.
CLIENT_ADDRESS_HEADER = env.str("CLIENT_ADDRESS_HEADER", default="X-Forwarded-For")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool(
    "SECURE_HSTS_SUBDOMAINS", default=True
)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
