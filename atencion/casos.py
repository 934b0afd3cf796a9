"""What may be done with a case, by whom and when: the one place where cases change.

Every function locks the case, looks at it as it is now, changes it and writes down what
happened, all or nothing. What the rules do not allow raises :class:`NoSePuedeError`, whose
text is for the person who tried.
"""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from base.telefonos import presentar_telefono
from servidor.cifrado import cifrar, huellas

from . import plazos
from .buzones import buzon
from .models import Adjunto, Caso, Movimiento, Remitente
from .models.notificaciones import anotar_avisos


class NoSePuedeError(Exception):
    """The rules do not allow it, or somebody else was faster; the text says which."""


@dataclass(frozen=True)
class Archivo:
    """A file that was checked by its content (``atencion.archivos``), ready to be kept."""

    nombre: str
    tipo: str
    contenido: bytes


_SPACE, _NO_LETTER = re.compile(r"\s"), re.compile(r"\W")
HUELLAS = {"ci": "huella_ci", "telefono": "huella_telefono", "correo": "huella_correo"}


def huella(campo, valor):
    """Return the digests by which ``valor`` of the field ``campo`` of a sender is found.

    However it is spaced or written: of mail, those of one mailbox. The first is the one to keep.
    None for the empty value.
    """
    if campo == "telefono":
        valor = presentar_telefono(valor)
    ignored = _SPACE if campo == "correo" else _NO_LETTER
    text = ignored.sub("", valor).casefold()
    if campo == "correo":
        text = buzon(text)
    return huellas(text, f"atencion.{campo}") if text else []


def envios(token):
    """Return what stands for the token of a form in the database, with each of the keys.

    Whoever reads it there cannot send it: no form has such a token.
    """
    return [UUID(hex=digest[:32]) for digest in huellas(token, "atencion.envio")]


def ya_recibido(token):
    """Return the case that came with the form of that token, None if there is none yet."""
    return Caso.objects.filter(envio__in=envios(token)).first()


@transaction.atomic
def recibir(*, envio, site, tipo, remitente=None, archivos=(), **datos):
    """Take in a case; return it, and whether it is new: what is sent twice is one case.

    ``envio`` is the token of its form. ``remitente`` are the fields of
    :class:`atencion.models.Remitente`, None where nobody is asked who they are; ``datos`` those
    of the case itself.
    """
    if caso := ya_recibido(envio):
        return caso, False
    now = timezone.now()
    today = plazos.dia(now)
    terms = {
        "recibida": now,
        "vence": plazos.de_respuesta(tipo).fin(today),
        "trasladar_hasta": plazos.de_traslado().fin(today),
    }
    caso, is_new = Caso.objects.get_or_create(
        envio=envios(envio)[0],
        defaults={"site": site, "site_recibida": site, "tipo": tipo, **terms, **datos},
    )
    if is_new:
        if remitente is not None:
            _keep_sender(caso, remitente)
        escribir(caso, Movimiento.Tipo.RECIBIDA, archivos=archivos)
    return caso, is_new


def _keep_sender(caso, remitente):
    found = {
        field: next(iter(huella(name, remitente.get(name, ""))), "")
        for name, field in HUELLAS.items()
    }
    Remitente.objects.create(caso=caso, **remitente, **found)


@contextmanager
def cambiando(caso):
    """Lock ``caso`` and give it as it is now; what is changed of it in the block is saved."""
    with transaction.atomic():
        now = Caso.objects.select_for_update(of=("self",)).get(pk=caso.pk)
        yield now
        now.save()
    caso.refresh_from_db()


def escribir(caso, tipo, *, por=None, texto="", destino="", archivos=()):
    """Write down what happened to ``caso``, with its files; return the ``Movimiento``.

    Whoever has to hear of it will, by mail.
    """
    movimiento = Movimiento.objects.create(
        caso=caso, tipo=tipo, quien=por, texto=texto, destino=destino
    )
    for archivo in archivos:
        Adjunto.objects.create(
            movimiento=movimiento,
            nombre=archivo.nombre,
            tipo=archivo.tipo,
            bytes=len(archivo.contenido),
            archivo=ContentFile(cifrar(archivo.contenido), name="adjunto"),
        )
    anotar_avisos(movimiento)
    return movimiento
