"""A rehearsal: the newest backup is restored, and looked at, on a server that lives for minutes.

Nobody knows that a backup can be restored before it was. The database that serves is not touched.
"""

import fcntl
import os
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import environ
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, connections
from django.utils.translation import gettext as _

from . import postgres
from .cifrado import CifradoField

COPIES = "????????T??????Z"  # as backup.sh names them
TOLD = "ensayo"  # the file beside the copies that says which one was rehearsed, and when
_FOLDERS = ".ensayo-"  # how the names of the folders begin in which the servers live
_ROOM = 1024**3  # bytes that have to stay free beside the database
_ROWS = 100  # the newest, among which one has an encrypted text
_NAME = "ensayo"  # of the database, and of its connection


class EnsayoError(Exception):
    """The newest copy cannot be restored, or not all of it; the text tells an operator why."""


@dataclass(frozen=True)
class Ensayo:
    """What came back from ``copia``: tables, their rows, and kinds of rows with encrypted texts."""

    copia: Path
    tablas: int
    filas: int
    cifradas: int


def rehearse(folder):
    """Restore the newest copy in ``folder`` beside it, compare it, and return an :class:`Ensayo`.

    Needs room for the database; the files are read, not written. Raises :class:`EnsayoError`.
    """
    copies = sorted(Path(folder).glob(COPIES))
    if not copies:
        raise EnsayoError(_("No hay ninguna copia completa en %(carpeta)s.") % {"carpeta": folder})
    programs = postgres.find()
    if programs is None:
        raise EnsayoError(_("Falta el paquete postgresql de Debian."))
    try:
        with (
            _alone(folder),
            postgres.cluster(programs, [_NAME], within=folder, prefix=_FOLDERS) as addresses,
        ):
            _restore(copies[-1], addresses[_NAME])
            with _connected(addresses[_NAME]) as restored:
                rows = _rows(restored)
                _compare(rows, copies[-1] / "filas")
                ensayo = Ensayo(copies[-1], len(rows), sum(rows.values()), _opened(rows))
    except (OSError, subprocess.CalledProcessError, DatabaseError) as error:
        raise EnsayoError(f"{copies[-1]}: {error}") from error
    now = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    Path(folder, TOLD).write_text(f"{now} {copies[-1].name}\n", encoding="utf-8")
    return ensayo


@contextmanager
def _alone(folder):
    """Remove what a run left that was killed; refuse if another one goes on, or room lacks."""
    with Path(folder, f"{_FOLDERS}lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise EnsayoError(_("Otro ensayo está en marcha.")) from error
        for left in Path(folder).glob(f"{_FOLDERS}*/"):
            shutil.rmtree(left, ignore_errors=True)
        if shutil.disk_usage(folder).free < _size_of_the_database() + _ROOM:
            raise EnsayoError(_("Falta sitio en %(carpeta)s.") % {"carpeta": folder})
        yield


def _size_of_the_database():
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return cursor.fetchone()[0]


def _restore(copia, address):
    done = subprocess.run(
        [settings.BASE_DIR / "deploy" / "restore.sh", "--sin-archivos", copia],
        env=os.environ
        | {
            "DATABASE_URL": address,
            "CIFRADO_CLAVES": ",".join(settings.CIFRADO_CLAVES),
            "VAR_DIR": str(settings.VAR_DIR),
        },
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise EnsayoError((done.stderr or done.stdout).strip())


@contextmanager
def _connected(address):
    config = environ.Env.db_url_config(address)
    connections.settings[_NAME] = connections.configure_settings({"default": {}, _NAME: config})[
        _NAME
    ]
    try:
        yield connections[_NAME]
    finally:
        connections[_NAME].close()
        del connections[_NAME], connections.settings[_NAME]


def _rows(restored):
    """Return {table: how many rows}."""
    rows = {}
    with restored.cursor() as cursor:
        for table in restored.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*) FROM {restored.ops.quote_name(table)}")  # noqa: S608
            [rows[table]] = cursor.fetchone()
    return rows


def _compare(rows, file):
    if not file.exists():
        return  # an older copy does not say
    lines = file.read_text(encoding="utf-8").splitlines()
    wanted = {name: int(count) for name, _bar, count in (line.partition("|") for line in lines)}
    if other := sorted(name for name in {*wanted, *rows} if wanted.get(name) != rows.get(name)):
        raise EnsayoError(
            _("No volvieron todas las filas de estas tablas: %(tablas)s.")
            % {"tablas": ", ".join(other)}
        )


def _opened(rows):
    """Decrypt a new text of each kind that has encrypted ones; return how many kinds were read."""
    opened = 0
    for model in apps.get_models():
        fields = [it.name for it in model._meta.local_fields if isinstance(it, CifradoField)]
        if not fields or not rows.get(model._meta.db_table):
            continue
        newest = model._base_manager.using(_NAME).order_by("-pk").values_list(*fields)[:_ROWS]
        try:
            opened += any(any(texts) for texts in newest)
        except ImproperlyConfigured as error:
            raise EnsayoError(
                _("Con estas CIFRADO_CLAVES no se lee lo cifrado de «%(tabla)s».")
                % {"tabla": model._meta.verbose_name_plural}
            ) from error
    return opened
