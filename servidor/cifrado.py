"""What nobody reads who has only the database: texts and files under keys kept outside it.

``CIFRADO_CLAVES`` are Fernet keys (AES-128-CBC with HMAC-SHA256): the first one encrypts, all
of them decrypt, so that a new one can be put before the old ones.
"""

import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models

# Marks what a serializer wrote. No form takes this character: nobody has a token read by
# sending it as a text.
_DUMPED = "\0"


@lru_cache(maxsize=2)
def _fernet(keys):
    if not keys:
        raise ImproperlyConfigured("CIFRADO_CLAVES holds no key: nothing can be encrypted")
    return MultiFernet([Fernet(key) for key in keys])


def cifrar(data):
    """Return the bytes ``data`` encrypted, as bytes of ASCII letters."""
    return _fernet(tuple(settings.CIFRADO_CLAVES)).encrypt(data)


def descifrar(token):
    """Return the bytes that were encrypted into ``token``.

    Raises ``ImproperlyConfigured`` when none of the keys opens it.
    """
    try:
        return _fernet(tuple(settings.CIFRADO_CLAVES)).decrypt(token)
    except InvalidToken:
        raise ImproperlyConfigured(
            "No key of CIFRADO_CLAVES opens what is kept: was one taken out too early?"
        ) from None


def recifrar(token):
    """Return ``token`` under the first key; None when it is under that key already."""
    keys = tuple(settings.CIFRADO_CLAVES)
    try:
        _fernet(keys[:1]).decrypt(token)
    except InvalidToken:
        return cifrar(descifrar(token))
    return None


def huellas(valor, proposito):
    """Return the keyed digests of ``valor``, one for each key, the one to be kept first.

    Equal values can so be found without being read; ``proposito`` keeps apart those of
    different kinds. Without the keys nobody can try values out.
    """
    text = f"{proposito}\0{valor}".encode()
    return [
        hmac.new(key.encode(), text, hashlib.sha256).hexdigest() for key in settings.CIFRADO_CLAVES
    ]


class CifradoField(models.TextField):
    """A text that stands encrypted in the database, and as it is in Python.

    Nothing can be looked up in it; the empty text stays empty. ``dumpdata`` carries it encrypted,
    and ``loaddata`` reads it where the key is known.
    """

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return cifrar(value.encode()).decode() if value else value

    def from_db_value(self, value, expression, connection):
        return descifrar(value.encode()).decode() if value else value

    def get_lookup(self, lookup_name):
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is encrypted: it cannot be looked up by «{lookup_name}»")

    def value_to_string(self, obj):
        value = self.value_from_object(obj)
        return _DUMPED + cifrar(value.encode()).decode() if value else value

    def to_python(self, value):
        if isinstance(value, str) and value.startswith(_DUMPED):
            return descifrar(value.removeprefix(_DUMPED).encode()).decode()
        return super().to_python(value)
