"""The ZIP files of the portals: where they are, and how a new one takes the place of the old one.

Each is named by the host of its portal, because nginx serves it by that name, without asking the
application. The file ``.marca`` beside it says what the portal was when it was made, and its date
is that of the last attempt.
"""

import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.utils import timezone

_ZIP, _MARK, _UNFINISHED = ".zip", ".marca", ".parte"
# No export takes this long: what is older was left by a process that was killed.
_LEFT_OVER = timedelta(hours=6)


@dataclass(frozen=True)
class Portatil:
    ruta: Path
    tamano: int  # bytes
    hecho_el: datetime


def ruta(hostname):
    return Path(settings.PORTATIL_ROOT) / f"{hostname}{_ZIP}"


def hecho(hostname):
    """Return the :class:`Portatil` of the portal at ``hostname``, or None."""
    path = ruta(hostname)
    try:
        told = path.stat()
    except OSError:
        return None
    return Portatil(path, told.st_size, _moment(told))


@contextmanager
def reemplazo(path):
    """Yield a file that becomes ``path`` at the end; if anything fails, the old file stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(
        dir=path.parent, prefix=f"{path.name}.", suffix=_UNFINISHED, delete=False
    ) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), 0o644)  # nginx is another user
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def marca(hostname):
    """Return what was noted at the last export, and the time of the last attempt or None."""
    path = ruta(hostname).with_suffix(_MARK)
    try:
        return path.read_text(encoding="utf-8"), _moment(path.stat())
    except OSError:
        return "", None


def anotar_intento(hostname):
    """Note that an export begins: one that fails is tried again the next night only."""
    path = ruta(hostname).with_suffix(_MARK)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def anotar(hostname, mark):
    """Note what the portal was when its ZIP was made."""
    ruta(hostname).with_suffix(_MARK).write_text(mark, encoding="utf-8")


def borrar_los_demas(hostnames):
    """Delete the files of portals that are not at ``hostnames``, and what killed processes left."""
    folder = Path(settings.PORTATIL_ROOT)
    kept = {f"{name}{suffix}" for name in hostnames for suffix in (_ZIP, _MARK)}
    until = timezone.now() - _LEFT_OVER
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):  # another process deleted it first
            is_unfinished = path.suffix == _UNFINISHED
            if path.name not in kept and not (is_unfinished and _moment(path.stat()) > until):
                path.unlink()


def _moment(told):
    return datetime.fromtimestamp(told.st_mtime, UTC)
