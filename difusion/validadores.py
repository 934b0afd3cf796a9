"""Validators for the URL and the secret of another system."""

import base64
import binascii
import ipaddress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from servidor.red import is_public

SECRET_PREFIX = "whsec_"  # noqa: S105 - how secrets of the standard begin
_SHORTEST = 24  # bytes, as the standard asks for


def validate_address(value):
    try:
        parts = urlsplit(value)
        _port = parts.port
    except ValueError as error:
        raise ValidationError(
            _("No es una dirección web: escríbala completa, como «https://ejemplo.cu/avisos».")
        ) from error
    if parts.scheme != "https" and not settings.DIFUSION_RED_PRIVADA:
        raise ValidationError(_("La dirección debe empezar por https://."))
    if parts.username or parts.password:
        raise ValidationError(_("Escriba la dirección sin usuario ni contraseña."))
    if not settings.DIFUSION_RED_PRIVADA and _is_private(parts.hostname):
        raise ValidationError(_("Esa dirección es de una red privada; no se envía a ella."))


def _is_private(host):
    """Whether ``host`` is private by itself; the addresses of a name are checked when sending."""
    try:
        return not is_public(ipaddress.ip_address(host or ""))
    except ValueError:
        return (host or "").rstrip(".").rpartition(".")[2] in ("localhost", "local", "internal")


def validate_secret(value):
    if len(secret_bytes(value)) < _SHORTEST:
        raise ValidationError(
            _("Escriba «whsec_» y al menos 32 caracteres en base64, como los da el otro sistema.")
        )


def secret_bytes(value):
    """Return the key in a secret of the standard, as bytes; empty if the secret is invalid."""
    if not value.startswith(SECRET_PREFIX):
        return b""
    try:
        return base64.b64decode(value.removeprefix(SECRET_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return b""
