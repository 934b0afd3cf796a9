"""The signature of the portals to take along: with it anybody can see whether one was changed.

The key is derived from the first key of ``CIFRADO_CLAVES``, so there is no other secret to keep and
to restore. Whoever verifies takes the public key from the portal, never from the copy.
"""

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

_PURPOSE = b"portales: signature of a portal to take along"
_SEED = 32  # bytes


def sign(data):
    """Return the Ed25519 signature of the bytes ``data``, 64 bytes."""
    return _key().sign(data)


def clave_publica():
    """Return the public key as PEM, which ``openssl pkeyutl -verify`` reads."""
    return _key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _key():
    derive = HKDF(algorithm=hashes.SHA256(), length=_SEED, salt=None, info=_PURPOSE).derive
    return Ed25519PrivateKey.from_private_bytes(derive(settings.CIFRADO_CLAVES[0].encode()))
