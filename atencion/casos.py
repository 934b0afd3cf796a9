"""Receiving, changing and recording a case: the base of ``oficina`` and ``persona``.

Users and citizens change a case only inside :func:`cambiando`, which locks and reloads it, and each
change records a movimiento with :func:`add_movimiento`, in one transaction. What the rules do not
allow raises :class:`NoSePuedeError`, whose text is shown to the user or citizen who tried.
"""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from base.telefonos import format_telefono
from servidor.cifrado import encrypt, huellas

from . import plazos
from .buzones import buzon
from .models import Adjunto, Caso, Movimiento, Remitente
from .models.notificaciones import note_avisos


class NoSePuedeError(Exception):
    """The rules do not allow the action, or somebody else was faster; the text says which."""


@dataclass(frozen=True)
class ArchivoRecibido:
    """A file whose content was checked (``atencion.archivos``), ready to be stored."""

    nombre: str
    tipo: str
    contenido: bytes


_SPACE, _NO_LETTER = re.compile(r"\s"), re.compile(r"\W")
HUELLAS = {"ci": "huella_ci", "telefono": "huella_telefono", "correo": "huella_correo"}


def huella(campo, valor):
    """Return the digests of ``valor``, by which the remitentes with that datum are found.

    ``campo`` is «ci», «telefono» or «correo». Spaces and spelling do not matter; addresses of the
    same mailbox have the same digest. Store the first digest. The list is empty for an empty value.
    """
    if campo == "telefono":
        valor = format_telefono(valor)
    ignored = _SPACE if campo == "correo" else _NO_LETTER
    text = ignored.sub("", valor).casefold()
    if campo == "correo":
        text = buzon(text)
    return huellas(text, f"atencion.{campo}") if text else []


def envios(token):
    """Return the keyed digests of the token of a form, one for each key, as UUIDs.

    The database holds a digest: nobody who reads it can send the form with its token.
    """
    return [UUID(hex=digest[:32]) for digest in huellas(token, "atencion.envio")]


def ya_recibido(token):
    """Return the case that was sent with the form of ``token``, or None."""
    return Caso.objects.filter(envio__in=envios(token)).first()


@transaction.atomic
def recibir(*, envio, site, tipo, remitente=None, archivos=(), **datos):
    """Receive a case; return (case, is_new). A form that is sent twice makes one case.

    ``envio`` is the token of the form. ``remitente`` are the fields of
    :class:`atencion.models.Remitente`, or None if the form asks for no identity; ``datos`` are
    fields of the case.
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
        add_movimiento(caso, Movimiento.Tipo.RECIBIDA, archivos=archivos)
    return caso, is_new


def _keep_sender(caso, remitente):
    found = {
        field: next(iter(huella(name, remitente.get(name, ""))), "")
        for name, field in HUELLAS.items()
    }
    Remitente.objects.create(caso=caso, **remitente, **found)


@contextmanager
def cambiando(caso):
    """Lock ``caso`` and yield it reloaded; save what the block changes."""
    with transaction.atomic():
        now = Caso.objects.select_for_update(of=("self",)).get(pk=caso.pk)
        yield now
        now.save()
    caso.refresh_from_db()


def add_movimiento(caso, tipo, *, por=None, texto="", destino="", archivos=()):
    """Record a movimiento of ``caso`` with its files; return the ``Movimiento``.

    The citizen and the users concerned get a mail (``note_avisos``).
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
            archivo=ContentFile(encrypt(archivo.contenido), name="adjunto"),
        )
    note_avisos(movimiento)
    return movimiento
