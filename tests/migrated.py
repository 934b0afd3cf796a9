"""The migrated database of the tests: made once, then copied by every process and run.

Migrating takes a minute of processor time. It is repeated when a migration, a setting or a
dependency changes. Tests that commit put back what was there before them.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connections, transaction

ROOT = Path(__file__).resolve().parents[1]
MADE_OF = ("constraints.txt", "santiago/settings/*.py", "*/migrations/*.py", "tests/migrated.py")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, django_db_blocker, tmp_path_factory, request
):
    """Make pytest-django start from a migrated database, with nothing left to migrate."""
    folder = folder_of("migrated", request.config, tmp_path_factory)
    with django_db_blocker.unblock(), _one_at_a_time(folder / "lock"):
        connection = connections["default"]
        fill = {"sqlite": _fill_memory, "postgresql": _name_template}[connection.vendor]
        kept_open = fill(connection, folder)
    yield
    if kept_open:
        kept_open.close()


def folder_of(name, config, tmp_path_factory):
    """Return a folder for what tests make once, in pytest's cache if there is one."""
    if cache := getattr(config, "cache", None):
        return cache.mkdir(name)
    folder = tmp_path_factory.getbasetemp().parent / name
    folder.mkdir(exist_ok=True)
    return folder


def copy_file(folder, to):
    """Copy the migrated SQLite database to the path ``to``."""
    with _one_at_a_time(folder / "lock"):
        shutil.copyfile(_migrated_file(folder), to)


@contextmanager
def _one_at_a_time(path):
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def fingerprint(patterns):
    """Return a short name of what the files of the repository with these ``patterns`` contain."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _name():
    return f"migrated_{fingerprint(MADE_OF)}"


def _migrate(database_url):
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=os.environ
        | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "santiago.settings.test"},
        check=True,
    )


def _migrated_file(folder):
    path = folder / f"{_name()}.sqlite3"
    if not path.exists():
        for old in folder.glob("migrated_*"):
            old.unlink()
        unfinished = folder / "unfinished.sqlite3"
        unfinished.unlink(missing_ok=True)
        _migrate(f"sqlite:///{unfinished}")
        with closing(sqlite3.connect(unfinished)) as migrated:
            migrated.execute("PRAGMA journal_mode=DELETE")  # no second file to copy
        unfinished.rename(path)
    return path


def _fill_memory(connection, folder):
    """Copy the file into the in-memory database of Django; return the connection that keeps it."""
    memory = sqlite3.connect(
        connection.creation._get_test_db_name(), uri=True, check_same_thread=False
    )
    with closing(sqlite3.connect(_migrated_file(folder))) as migrated:
        migrated.backup(memory)
    return memory


def _name_template(connection, _folder):
    """Make PostgreSQL create the test databases as copies of a migrated template."""
    name = _name()
    address = urlsplit(os.environ["DATABASE_URL"])
    unfinished = address._replace(path=f"{address.path.rpartition('/')[0]}/unfinished").geturl()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ '^migrated_'")
        there = {row[0] for row in cursor.fetchall()}
        for old in there - {name}:
            cursor.execute(f'DROP DATABASE "{old}"')
        if name not in there:
            cursor.execute("DROP DATABASE IF EXISTS unfinished")
            cursor.execute("CREATE DATABASE unfinished")
            _migrate(unfinished)
            cursor.execute(f'ALTER DATABASE unfinished RENAME TO "{name}"')
    settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = name
    connection.settings_dict["TEST"]["TEMPLATE"] = name


def copied():
    """Copy the rows of the test database; return a function that puts them back, and commits."""
    connection = connections["default"]
    return {"sqlite": _copied_memory, "postgresql": _copied_tables}[connection.vendor](connection)


def _copied_memory(connection):
    connection.ensure_connection()
    copy = sqlite3.connect(":memory:")
    connection.connection.backup(copy)

    def put_back():
        connection.ensure_connection()
        copy.backup(connection.connection)

    return put_back


def _copied_tables(connection):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(table_name), string_agg(quote_ident(column_name), ', ')"
            " FROM information_schema.columns JOIN information_schema.tables"
            " USING (table_schema, table_name)"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
            " AND is_generated = 'NEVER' GROUP BY table_name"
        )
        columns = dict(cursor.fetchall())
        cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE")  # of a database that is used again
        cursor.execute("CREATE SCHEMA kept")
        for table, names in columns.items():
            cursor.execute(f"CREATE TABLE kept.{table} AS SELECT {names} FROM public.{table}")

    def put_back():
        # Foreign keys are checked at the end: the tables may come in any order.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(columns)}")
            for table, names in columns.items():
                cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM kept.{table}")

    return put_back
