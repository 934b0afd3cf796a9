"""Owner names and encryption keys of the copias that a browser stores.

A copia is encrypted (AES-256-GCM) with a key that only the admin pages of its author contain, so
the next person at the same computer cannot read it. The key does not depend on the password: after
a password change, the author can still recover older copias. A copia encrypted under an older key
of ``CIFRADO_CLAVES`` stays readable as long as that key stays in the setting.
"""

from servidor.cifrado import huellas

_LETTERS_OF_AN_OWNER = 16


def keys_of(user):
    """Return [(owner name, hexadecimal key)] of ``user``; new copias use the first pair."""
    whose = huellas(user.pk, "borradores: de quién")
    keys = huellas(user.pk, "borradores: clave")
    return [(owner[:_LETTERS_OF_AN_OWNER], key) for owner, key in zip(whose, keys, strict=True)]
