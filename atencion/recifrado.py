"""Re-encryption with a new first key: the files of cases, and the digests of remitentes."""

from django.core.files.base import ContentFile
from django.db import transaction

from servidor.cifrado import encrypt_again
from servidor.recifrado import en_tandas

from .casos import HUELLAS, huella
from .models import Adjunto, Remitente


def encrypt_files_again():
    """Encrypt every file with the first key; return how many were changed."""
    return sum(_encrypt_file_again(adjunto) for adjunto in en_tandas(Adjunto.objects.all()))


def _encrypt_file_again(adjunto):
    with adjunto.archivo.open("rb") as file:
        token = encrypt_again(file.read())
    if token is None:
        return False
    # Write a new file: an interrupted overwrite would lose the old one.
    old = adjunto.archivo.name
    adjunto.archivo.save("adjunto", ContentFile(token))
    transaction.on_commit(lambda: adjunto.archivo.storage.delete(old))
    return True


def renew_huellas():
    """Compute the digests of remitentes with the first key; return how many rows changed."""
    changed = 0
    for remitente in en_tandas(Remitente.objects.all()):
        new = {
            field: next(iter(huella(name, getattr(remitente, name))), "")
            for name, field in HUELLAS.items()
        }
        if any(getattr(remitente, field) != value for field, value in new.items()):
            Remitente.objects.filter(pk=remitente.pk).update(**new)
            changed += 1
    return changed
