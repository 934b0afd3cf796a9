"""Re-encodes photos: one at a time on this machine, each in its own process.

The new photo has no metadata, such as place and camera, nor other hidden data, and its longer side
has at most ``foto.LADO`` pixels.
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

# Seconds of processor time for one photo, and of real time for the photos of one request: together
# with the wait for their turn they end before nginx gives up (65 seconds).
SEGUNDOS, SEGUNDOS_DE_RELOJ = 10, 45
_COSTS_TOO_MUCH = (foto.DEMASIADO_GRANDE, -signal.SIGXCPU, -signal.SIGKILL)
# Seconds to wait until other photos are done.
_TURN_SECONDS = 10
# So many threads of a process may draw or wait; the others go on serving readers.
_WAITING = BoundedSemaphore(2)
# The decoders get no key from the environment; one arena is enough for one thread.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "1"}


class OtraClaseError(Exception):
    """The photo has a format that is not accepted."""


class DemasiadoGrandeError(Exception):
    """The photo has too many pixels or takes too long."""


class DanadaError(Exception):
    """The photo is damaged or incomplete."""


class OcupadoError(Exception):
    """Too many photos are waiting; the user should try again in a minute."""


@contextmanager
def turno():
    """Let only one photo be drawn at a time on this machine; may raise ``OcupadoError``."""
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


def draw_anew(contenido, *, kinds, most_dots, seconds=SEGUNDOS_DE_RELOJ, keeps_alpha=False):
    """Return the photo ``contenido``, in one of Pillow's formats ``kinds``, re-encoded as JPEG.

    ``most_dots`` is the limit of pixels, as ``foto`` applies it. With ``keeps_alpha``, a photo with
    transparency becomes WebP. Raises one of the errors above; a photo that takes more than
    ``seconds`` is too large.
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
