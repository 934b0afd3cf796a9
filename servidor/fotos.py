"""Drawing photos anew: one at a time on this machine, each in a program of its own.

What is drawn anew leaves behind where and with what it was taken, and whatever else was hidden
in it; it is at most ``foto.LADO`` dots long.
"""

import fcntl
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.conf import settings

from . import foto

# Of the processor, for one photo; of the clock, for those of one request: with the wait for their
# turn they end before nginx gives up (65 seconds).
SEGUNDOS, SEGUNDOS_DE_RELOJ = 10, 45
_COSTS_TOO_MUCH = (foto.DEMASIADO_GRANDE, -signal.SIGXCPU, -signal.SIGKILL)
# How long somebody waits until the photos of others are drawn.
_TURN_SECONDS = 10
# Of the threads of one process as many draw or wait: the others go on serving readers.
_WAITING = BoundedSemaphore(2)
# The decoders get no key from the environment; one arena is enough where one thread works.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "1"}


class OtraClaseError(Exception):
    """It is a photo of no kind that is read."""


class DemasiadoGrandeError(Exception):
    """It has more dots than are decoded, or takes too long."""


class DanadaError(Exception):
    """It begins like a photo and cannot be read to its end."""


class OcupadoError(Exception):
    """No turn came; whoever sends it again in a minute will have one."""


@contextmanager
def turno():
    """Let one photo be drawn at a time, whatever the number of processes of this machine."""
    deadline = time.monotonic() + _TURN_SECONDS
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    if not _WAITING.acquire(blocking=False):
        raise OcupadoError
    try:
        with (settings.VAR_DIR / "fotos.lock").open("w") as lock:
            while not _locked(lock):
                if time.monotonic() > deadline:
                    raise OcupadoError
                time.sleep(0.1)
            yield
    finally:
        _WAITING.release()


def _locked(lock):
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def dibujar(contenido, *, kinds, most_dots, seconds=SEGUNDOS_DE_RELOJ, keeps_alpha=False):
    """Return the photo ``contenido``, of one of Pillow's ``kinds``, drawn anew as JPEG.

    ``most_dots`` as ``foto`` counts them. With ``keeps_alpha`` one that can be seen through is
    WebP. Raises one of the errors above; a photo that is not drawn within so many ``seconds`` is
    too large.
    """
    names = ("+" if keeps_alpha else "") + ",".join(kinds)
    try:
        done = subprocess.run(
            [sys.executable, "-I", foto.__file__, str(most_dots), str(SEGUNDOS), names],
            input=contenido,
            capture_output=True,
            env=_ENVIRONMENT,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        raise DemasiadoGrandeError from None
    if done.returncode == foto.OTRA_CLASE:
        raise OtraClaseError
    if done.returncode in _COSTS_TOO_MUCH:
        raise DemasiadoGrandeError
    if done.returncode:
        raise DanadaError
    return done.stdout
