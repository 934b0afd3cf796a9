"""Encryption of texts and files, so that nobody can read them with the database alone.

``CIFRADO_CLAVES`` are Fernet keys (AES-128-CBC with HMAC-SHA256): the first one encrypts and all of
them decrypt, so a new key can be put before the old ones.
"""

import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models

# Mark of a value written by a serializer. No form accepts this character, so nobody can have a
# token decrypted by sending it as a text.
_DUMPED = "\0"


@lru_cache(maxsize=2)
def _fernet(keys):
    if not keys:
        raise ImproperlyConfigured("CIFRADO_CLAVES holds no key: nothing can be encrypted")
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(data):
    """Return the bytes ``data`` encrypted, as ASCII bytes."""
    return _fernet(tuple(settings.CIFRADO_CLAVES)).encrypt(data)


def decrypt(token):
    """Return the bytes that were encrypted as ``token``.

    Raise ``ImproperlyConfigured`` if no key decrypts it.
    """
    try:
        return _fernet(tuple(settings.CIFRADO_CLAVES)).decrypt(token)
    except InvalidToken:
        raise ImproperlyConfigured(
            "No key of CIFRADO_CLAVES opens what is kept: was one taken out too early?"
        ) from None


def encrypt_again(token):
    """Return ``token`` encrypted with the first key; None if that key decrypts it already."""
    keys = tuple(settings.CIFRADO_CLAVES)
    try:
        _fernet(keys[:1]).decrypt(token)
    except InvalidToken:
        return encrypt(decrypt(token))
    return None


def huellas(valor, proposito):
    """Return the HMAC-SHA256 digests of ``valor``, one per key; store the first one.

    With them equal values can be found without decryption; ``proposito`` makes the digests of
    different uses differ. Without the keys nobody can test guessed values.
    """
    text = f"{proposito}\0{valor}".encode()
    return [
        hmac.new(key.encode(), text, hashlib.sha256).hexdigest() for key in settings.CIFRADO_CLAVES
    ]


class CifradoField(models.TextField):
    """A text field that is encrypted in the database and plain in Python.

    It cannot be looked up, except by ``isnull``; an empty text stays empty. ``dumpdata`` writes the
    encrypted text, and ``loaddata`` reads it where the key is known.
    """

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return encrypt(value.encode()).decode() if value else value

    def from_db_value(self, value, expression, connection):
        return decrypt(value.encode()).decode() if value else value

    def get_lookup(self, lookup_name):
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is encrypted: it cannot be looked up by «{lookup_name}»")

    def value_to_string(self, obj):
        value = self.value_from_object(obj)
        return _DUMPED + encrypt(value.encode()).decode() if value else value

    def to_python(self, value):
        if isinstance(value, str) and value.startswith(_DUMPED):
            return decrypt(value.removeprefix(_DUMPED).encode()).decode()
        return super().to_python(value)
