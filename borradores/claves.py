"""Whose a copy in a browser is, and the keys that open it.

What is kept in a browser is encrypted (AES-256-GCM) under a key that stands only in the pages of
the person who wrote it: who uses the machine next reads nothing. Nothing of the password is in it:
who forgot it, and gets a new one, finds what was written before. Copies kept under an older key of
``CIFRADO_CLAVES`` stay legible as long as that key does.
"""

from servidor.cifrado import huellas

_LETTERS_OF_AN_OWNER = 16


def keys_of(user):
    """Return [(whose, key in hexadecimal digits)] of ``user``, the pair to keep with first."""
    whose = huellas(user.pk, "borradores: de quién")
    keys = huellas(user.pk, "borradores: clave")
    return [(owner[:_LETTERS_OF_AN_OWNER], key) for owner, key in zip(whose, keys, strict=True)]
