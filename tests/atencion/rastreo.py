"""Search for words in all that a run stores: database, sessions, caches, files, mails, logs."""

import logging
from contextlib import contextmanager
from itertools import chain

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.db import connection

from atencion.models import Adjunto

# ``LOGGING`` keeps these at INFO, so that they log no queries or template contexts.
_NEVER_IN_DETAIL = [
    name for name, logger in settings.LOGGING["loggers"].items() if logger["level"] == "INFO"
]


def places_with(words, *, records=(), responses=()):
    """Return the places that hold any of ``words`` in clear: «database: table», «cache: name»…"""
    kept = chain(
        _database(), _sessions(), _caches(), _files(), _mails(), _logged(records), _told(responses)
    )
    words = [word.casefold() for word in words]
    return sorted({place for place, text in kept if any(w in text.casefold() for w in words)})


def _database():
    """Yield every value of every table, also of tables without a model."""
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor:
                for value in row:
                    yield f"database: {table}", _as_text(value)


def _sessions():
    for session in Session.objects.all():
        yield "sessions", repr(session.get_decoded())


def _caches():
    for alias in settings.CACHES:
        cache = caches[alias]
        for key, value in cache._cache.items():
            yield f"cache: {alias}", f"{key} {_as_text(value)}"


def _files():
    # The storage object of the field: when a test changes settings, Django builds a new one.
    private = Adjunto._meta.get_field("archivo").storage
    for alias, storage in (("default", default_storage), ("privados", private)):
        for name in _names(storage, ""):
            with storage.open(name) as file:
                yield f"files: {alias}", f"{name} {_as_text(file.read())}"


def _names(storage, folder):
    folders, files = storage.listdir(folder)
    for name in files:
        yield f"{folder}{name}"
    for name in folders:
        yield from _names(storage, f"{folder}{name}/")


def _mails():
    for message in mail.outbox:
        yield "mail", f"{message.subject} {message.body} {message.extra_headers}"


def _logged(records):
    formatter = logging.Formatter()
    for record in records:
        yield f"log: {record.name}", f"{formatter.format(record)} {record.__dict__}"


def _told(responses):
    """Yield addresses and cookies: browsers, proxies and their logs store them."""
    for response in responses:
        yield "address", f"{response.wsgi_request.get_full_path()} {response.get('Location', '')}"
        yield "cookie", response.cookies.output()


def _as_text(value):
    """Return ``value`` as text in which a word is found, whatever its encoding."""
    if isinstance(value, memoryview):
        value = bytes(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    text = str(value)
    # Also with the escapes of JSON decoded, as in «\\u00e9».
    return f"{text} {text.encode().decode('unicode_escape', errors='replace')}"


@contextmanager
def everything_logged():
    """Yield the list of all log records of the block, also of loggers that do not propagate."""
    records = []

    class Keep(logging.Handler):
        def emit(self, record):
            records.append(record)

    handler = Keep(level=logging.DEBUG)
    names = [None, *logging.root.manager.loggerDict]
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        if logger.name not in _NEVER_IN_DETAIL:
            logger.setLevel(logging.DEBUG)
    try:
        yield records
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)
