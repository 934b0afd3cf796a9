"""What is kept in files and in the database is in the language of the portals."""

from functools import wraps

from django.conf import settings
from django.utils import translation


def in_spanish(function):
    """Run ``function`` in the language of the portals, whatever the person reads the admin in."""

    @wraps(function)
    def run(*args, **kwargs):
        with translation.override(settings.LANGUAGE_CODE):
            return function(*args, **kwargs)

    return run
