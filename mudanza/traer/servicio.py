"""Runs a mudanza from beginning to end: the scheduler in portions, the command in one go."""

import fcntl
from contextlib import contextmanager, suppress

from django.conf import settings
from wagtail.log_actions import LogContext

from importacion.idioma import in_spanish
from mudanza.fuentes.piezas import MudanzaError
from mudanza.models import Mudanza
from mudanza.permissions import may_move

from .origen import open_source
from .vista import forget_begun, look
from .vuelta import begin, go_on


class OcupadaError(Exception):
    """Another process of this machine works on the same mudanza, or soon will: it is confirmed."""


@in_spanish
def start(site, sistema, *, archivo, usuario, carpeta=None, direccion=""):
    """Return the mudanza of an older portal into ``site``, ready for a (new) preview.

    There is one for each ``sistema``. If it exists, its table stays, and so do its folder and its
    address unless new ones are given. Raises ``OcupadaError`` while a process works on it, and
    after confirmation until all is taken over.
    """
    said = {
        "archivo": str(archivo),
        "usuario": usuario,
        "estado": Mudanza.Estado.POR_MIRAR,
        "motivo": "",
        **({} if carpeta is None else {"carpeta": str(carpeta)}),
        **({"direccion": direccion} if direccion else {}),
    }
    mudanza, created = Mudanza.objects.get_or_create(site=site, sistema=sistema, defaults=said)
    if created:
        return mudanza
    with _alone(mudanza):
        mudanza.refresh_from_db()
        if mudanza.estado == Mudanza.Estado.POR_TRAER:
            raise OcupadaError
        for name, value in said.items():
            setattr(mudanza, name, value)
        forget_begun(mudanza)
        mudanza.save(update_fields=[*said, "vista"])
    return mudanza


@in_spanish
def work(mudanza, *, seconds=None):
    """Do what a mudanza waits for, its preview or its run; return whether that is finished.

    Raises ``OcupadaError`` if another process works on it already.
    """
    with _alone(mudanza), LogContext(user=mudanza.usuario):
        mudanza.refresh_from_db()
        if not mudanza.is_working:
            return True
        try:
            fuente = open_source(mudanza)
            if mudanza.estado == Mudanza.Estado.POR_MIRAR:
                return look(mudanza, fuente, seconds=seconds)
            return go_on(mudanza, fuente, seconds=seconds)
        except MudanzaError as error:
            mudanza.give_up(motivo=str(error))
            return True


def confirm(mudanza, usuario):
    """Begin the run that takes over what the preview showed, in the name of ``usuario``."""
    mudanza.usuario = usuario
    mudanza.save(update_fields=["usuario"])
    begin(mudanza)


def attend():
    """Go on with the mudanzas that wait."""
    Mudanza.attend(_go_on)


def _go_on(mudanza):
    user = mudanza.usuario
    # The user may have lost the permission since.
    if user is None or not may_move(user):
        mudanza.give_up()
        return
    with suppress(OcupadaError):
        work(mudanza, seconds=settings.MUDANZA_SEGUNDOS)


@contextmanager
def _alone(mudanza):
    """Hold the lock of a mudanza, or raise ``OcupadaError``; the lock ends with its process."""
    folder = settings.MUDANZA_DIR
    folder.mkdir(parents=True, exist_ok=True)
    # The name begins with a dot, so ``origen.entries`` does not offer it as a source.
    with (folder / f".{mudanza.pk}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OcupadaError from None
        yield
