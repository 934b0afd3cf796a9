"""The formatter of the journal: it records what failed and where, without secrets.

Messages of errors quote values: a row that PostgreSQL refuses, a field that is not a number, a text
that a mail server refuses. The class of the error and its traceback are always logged; its message
only if it is about machines or code. Query strings, tokens and mail addresses are removed.
"""

import logging
import re
from smtplib import SMTPException
from traceback import format_tb

from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError, ProgrammingError

from .peticion import current

_SPEAK_OF_MACHINES_AND_CODE = (
    AttributeError,
    ImportError,
    ImproperlyConfigured,
    InterfaceError,
    NameError,
    OperationalError,
    OSError,
    ProgrammingError,
)
_SECRET = [
    (re.compile(r"(/password_reset/)\S+"), r"\1…"),
    (re.compile(r"(/_borrador/)\S+"), r"\1…"),
    (re.compile(r"(/bot)\d+:\S+"), r"\1…"),  # Telegram tokens
    (re.compile(r"\?[^\s?=]*=\S*"), "?…"),
    (re.compile(r"\S+"), lambda word: "…" if "@" in word[0][1:] else word[0]),
]


class JournalFormatter(logging.Formatter):
    def format(self, record):
        answered = current()
        record.answered = f" [{answered}]" if answered else ""
        told = super().format(record)
        for pattern, kept in _SECRET:
            told = pattern.sub(kept, told)
        return told

    def formatException(self, ei):  # noqa: N802
        told = [
            f"Traceback (most recent call last):\n{''.join(format_tb(error.__traceback__))}"
            f"{_what(error)}"
            for error in _first_to_last(ei[1])
        ]
        return "\n\nAnd then:\n\n".join(told)


def _first_to_last(error):
    chain = []
    while error is not None and error not in chain:
        chain.insert(0, error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return chain


def _what(error):
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
    says_nothing_else = isinstance(error, _SPEAK_OF_MACHINES_AND_CODE)
    if not says_nothing_else or isinstance(error, SMTPException):
        return name
    # The other lines of a database error quote the statement or the row.
    return f"{name}: {str(error).partition(chr(10))[0]}"
