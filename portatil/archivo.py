"""The ZIP files of the portals: where they are, and how a new one takes the place of the old one.

Each is named by the host of its portal, because nginx serves it by that name, without asking the
application. The folder of the same name has its files, which nginx shows while the application is
away; the folder ``.llevar`` has the text for telephones. The file ``.marca`` says what the portal
was when all this was made, and its date is that of the last attempt.
"""

import fcntl
import logging
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import NamedTemporaryFile, mkdtemp
from time import time_ns
from zipfile import ZipFile

from django.conf import settings
from django.utils import timezone

logger = logging.getLogger(__name__)

_RETIRADO = "retirado"
_ZIP, _MARK, _UNFINISHED, _OLD = ".zip", ".marca", ".parte", ".antes"
_TEXT, _LIST = ".llevar", "lista"
# No export takes this long: what is older was left by a process that was killed.
_LEFT_OVER = timedelta(hours=6)


@dataclass(frozen=True)
class Portatil:
    ruta: Path
    tamano: int  # bytes
    hecho_el: datetime


def ruta(hostname):
    return Path(settings.PORTATIL_ROOT) / f"{hostname}{_ZIP}"


def carpeta(hostname):
    """Return the folder with the files of the ZIP."""
    return Path(settings.PORTATIL_ROOT) / hostname


def hecho(hostname):
    """Return the :class:`Portatil` of the portal at ``hostname``, or None."""
    path = ruta(hostname)
    try:
        told = path.stat()
    except OSError:
        return None
    return Portatil(path, told.st_size, _moment(told))


@contextmanager
def reemplazo(hostname):
    """Yield the file that becomes the ZIP of the portal; if anything fails, the old one stays."""
    path = ruta(hostname)
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(
        dir=path.parent, prefix=f"{path.name}.", suffix=_UNFINISHED, delete=False
    ) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), 0o644)  # nginx is another user
            with _desplegado(file, hostname):
                Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


@contextmanager
def _desplegado(file, hostname):
    """Unpack the ZIP ``file``; after the block, its files take the place of the old ones."""
    target = carpeta(hostname)
    made = Path(mkdtemp(dir=target.parent, prefix=f"{hostname}.", suffix=_UNFINISHED))
    old = made.with_suffix(_OLD)
    try:
        with ZipFile(file) as archive:
            archive.extractall(made)
        for path in (made, *made.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        yield
        with suppress(FileNotFoundError):
            target.rename(old)
        made.rename(target)
    finally:
        for folder in (made, old):
            rmtree(folder, ignore_errors=True)


def texto(hostname, nombre=_LIST):
    """Return a file of the text for telephones as bytes, or None."""
    try:
        return (_carpeta_de_texto(hostname) / f"{nombre}.json").read_bytes()
    except OSError:
        return None


def save_text(hostname, partes, lista):
    """Write {name: bytes} and the list of them; the list comes last, and what it lacks goes."""
    folder = _carpeta_de_texto(hostname)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (*partes.items(), (_LIST, lista)):
        new = folder / f"{name}.nuevo"
        new.write_bytes(content)
        new.replace(folder / f"{name}.json")
    for path in folder.iterdir():
        if path.stem != _LIST and path.stem not in partes:
            path.unlink(missing_ok=True)


def _carpeta_de_texto(hostname):
    return Path(settings.PORTATIL_ROOT) / f"{hostname}{_TEXT}"


def marca(hostname):
    """Return what was noted at the last export, and the time of the last attempt or None."""
    path = ruta(hostname).with_suffix(_MARK)
    try:
        return path.read_text(encoding="utf-8"), _moment(path.stat())
    except OSError:
        return "", None


@contextmanager
def turno(hostname):
    """Wait until nobody else exports this portal, and note that an export begins.

    One that fails is tried again the next night only; after a withdrawal, soon.
    """
    path = ruta(hostname).with_suffix(_MARK)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        if not es_de_retiro(path.read_text(encoding="utf-8")):
            mark.truncate(0)
        os.utime(path)
        yield


def note_attempt(hostname):
    """Note that the portal waits for its first export."""
    with turno(hostname):
        pass


def note(hostname, mark):
    """Note what the portal was when its ZIP was made."""
    ruta(hostname).with_suffix(_MARK).write_text(mark, encoding="utf-8")


def es_de_retiro(mark):
    """Return whether ``mark`` was noted by :func:`withdraw`; each withdrawal notes another one."""
    return mark.startswith(_RETIRADO)


def withdraw(hostnames=None):
    """Delete what the portals at ``hostnames`` offer, or all, and note that a new one is due."""
    for host in hosts():
        if hostnames is None or host in hostnames:
            ruta(host).unlink(missing_ok=True)
            for folder in (carpeta(host), _carpeta_de_texto(host)):
                rmtree(folder, ignore_errors=True)
            try:
                note(host, f"{_RETIRADO} {time_ns()}")
            except OSError:  # the disk is full: without the note it is made the next night
                logger.exception("the withdrawal could not be noted: %s", host)


def los_que_tienen(pattern):
    """Return the hosts of the portals whose copy has a file that matches the glob ``pattern``."""
    return [host for host in hosts() if any(carpeta(host).glob(pattern))]


def hosts():
    """Return the hosts of the portals that have a copy, or wait for one."""
    return [path.stem for path in Path(settings.PORTATIL_ROOT).glob(f"*{_MARK}")]


def delete_others(hostnames):
    """Delete the files of portals that are not at ``hostnames``, and what killed processes left."""
    folder = Path(settings.PORTATIL_ROOT)
    kept = {f"{name}{suffix}" for name in hostnames for suffix in ("", _ZIP, _MARK, _TEXT)}
    until = timezone.now() - _LEFT_OVER
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):  # another process deleted it first
            is_unfinished = path.suffix in (_UNFINISHED, _OLD)
            if path.name in kept or (is_unfinished and _moment(path.stat()) > until):
                continue
            if path.is_dir():
                rmtree(path)
            else:
                path.unlink()


def _moment(told):
    return datetime.fromtimestamp(told.st_mtime, UTC)
