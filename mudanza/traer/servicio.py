"""A move from its beginning to its end: by the scheduler in pieces, by the command in one go."""

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
    """Another program of this machine works on the same move, or is about to."""


@in_spanish
def start(site, sistema, *, archivo, usuario, carpeta=None, direccion=""):
    """Return the move of an older portal into ``site``, to be looked at (again).

    There is one for each program that an older portal was made with: its table stays, and what
    is not said anew of its folder and its address. Raises ``OcupadaError`` while a program works
    on it, and until what was confirmed is taken over.
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
    """Do what waits of a move: look at it, or take it over; return whether nothing waits any more.

    Raises ``OcupadaError`` where another program does so already.
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
    """Take over what the preview told of, in the name of ``usuario``."""
    mudanza.usuario = usuario
    mudanza.save(update_fields=["usuario"])
    begin(mudanza)


def attend():
    """Go on with the moves that wait."""
    Mudanza.attend(_go_on)


def _go_on(mudanza):
    user = mudanza.usuario
    # Rights may have been taken away since.
    if user is None or not may_move(user):
        mudanza.give_up()
        return
    with suppress(OcupadaError):
        work(mudanza, seconds=settings.MUDANZA_SEGUNDOS)


@contextmanager
def _alone(mudanza):
    """Let one program at a time work on a move; the lock goes with the program that holds it."""
    folder = settings.MUDANZA_DIR
    folder.mkdir(parents=True, exist_ok=True)
    # Begins with a point: it is none of the sources that lie beside it.
    with (folder / f".{mudanza.pk}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OcupadaError from None
        yield
