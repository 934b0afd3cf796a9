"""Looks for words in everything that a run leaves behind, however it is kept."""

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

# Which ``LOGGING`` keeps from writing queries and contexts of templates.
_NEVER_IN_DETAIL = [
    name for name, logger in settings.LOGGING["loggers"].items() if logger["level"] == "INFO"
]


def places_with(words, *, records=(), responses=()):
    """Return where any of ``words`` stands in clear, as in «database: table» or «cache: name»."""
    kept = chain(
        _database(), _sessions(), _caches(), _files(), _mails(), _logged(records), _told(responses)
    )
    words = [word.casefold() for word in words]
    return sorted({place for place, text in kept if any(w in text.casefold() for w in words)})


def _database():
    """Every row of every table, also of those that no model knows."""
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
    # That of the files of cases as they know it: settings that a test changes make another.
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
    """Addresses and cookies: browsers, proxies and their logs keep them."""
    for response in responses:
        yield "address", f"{response.wsgi_request.get_full_path()} {response.get('Location', '')}"
        yield "cookie", response.cookies.output()


def _as_text(value):
    """Return ``value`` so that a word in it is found, in whatever encoding it was written."""
    if isinstance(value, memoryview):
        value = bytes(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    text = str(value)
    # What JSON escapes, as in «\\u00e9».
    return f"{text} {text.encode().decode('unicode_escape', errors='replace')}"


@contextmanager
def everything_logged():
    """Give the list of all that is logged in the block, also what loggers keep to themselves."""
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
