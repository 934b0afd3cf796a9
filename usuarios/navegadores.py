"""Signed cookie that identifies a browser in which an account has signed in before.

The cookie gives no access. Attempts from such a browser count separately (``usuarios.intentos``):
strangers who try the same account or share the IP address cannot lock its user out.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import get_random_string

_COOKIE = "navegador"
_SALT = "usuarios.navegadores"
_SECONDS = 180 * 24 * 3600
_DIGITS = 20
_MOST_ACCOUNTS = 10  # per browser; colleagues may share an office computer


def get_browser(request, account):
    """Return the browser's name if ``account`` (a digest) has signed in with it, or None."""
    kept = _read(request)
    return kept["navegador"] if account[:_DIGITS] in kept["cuentas"] else None


def remember_browser(request, response, account):
    kept = _read(request)
    mark = account[:_DIGITS]
    marks = [mark, *(other for other in kept["cuentas"] if other != mark)]
    value = {"navegador": kept["navegador"], "cuentas": marks[:_MOST_ACCOUNTS]}
    response.set_cookie(
        _COOKIE,
        signing.dumps(value, salt=_SALT, compress=True),
        max_age=_SECONDS,
        path=reverse("wagtailadmin_home"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request):
    try:
        return signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return {"navegador": get_random_string(22), "cuentas": []}
