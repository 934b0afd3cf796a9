"""Texts written to files and to the database are in the language of the portals."""

from functools import wraps

from django.conf import settings
from django.utils import translation


def in_spanish(function):
    """Decorator: run ``function`` in the language of the portals, not in that of the user."""

    @wraps(function)
    def run(*args, **kwargs):
        with translation.override(settings.LANGUAGE_CODE):
            return function(*args, **kwargs)

    return run
