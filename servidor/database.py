"""How long a request waits for the database: one that hangs holds no process for ever.

PostgreSQL's own limits are kept by the server, and say nothing where that stands still. The
driver asks a function of ours to wait instead; commands wait as long as it takes.
"""

import select
from time import monotonic

from django.conf import settings
from django.urls import reverse
from psycopg2 import OperationalError, extensions

from .patience import Patience
from .renditions import making_for

_SAFE = {"GET", "HEAD", "OPTIONS"}

# For so many seconds after nobody got an answer whoever asks is told so at once.
_PAUSE = 2

_patience = Patience()  # of whoever waits for each answer


class PatienceMiddleware:
    """Who reads gets what is kept, or a word, in a moment; who writes waits longer.

    The same of pictures that are yet to be made.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request):
        reads = request.method in _SAFE and not request.path.startswith(self.admin)
        with (
            waiting(settings.DATABASE_SECONDS["reading" if reads else "writing"]),
            making_for(settings.PICTURE_SECONDS if reads else None),
        ):
            return self.get_response(request)


def waiting(seconds):
    """Let this thread wait ``seconds`` for each answer of PostgreSQL, until one does not come.

    Then it waits no more: what is said to somebody who waited in vain would ask again.
    """
    return _patience.lasting(seconds)


class _Server:
    """What this process knows of the server, in seconds of its clock."""

    answered = 0.0  # when it last did, to whomever
    asked_again = 0.0  # until when nobody asks


def wait(connection):
    """Wait for ``connection``; raise ``OperationalError`` when that takes too long.

    The driver closes a connection whose wait fails. One slow answer keeps nobody else from asking;
    where nobody got one meanwhile, the next ones do not queue up to wait as long.
    """
    seconds, begun = _patience.left, monotonic()
    if seconds is not None and begun < _Server.asked_again:
        raise OperationalError("The database did not answer a moment ago")
    while (state := connection.poll()) != extensions.POLL_OK:
        here = [connection.fileno()]
        reads, writes = (here, []) if state == extensions.POLL_READ else ([], here)
        left = None if seconds is None else max(0, begun + seconds - monotonic())
        if not any(select.select(reads, writes, [], left)):
            _patience.left = 0
            if seconds and _Server.answered < begun:
                _Server.asked_again = monotonic() + _PAUSE
            raise OperationalError(f"The database did not answer within {seconds} seconds")
    _Server.answered = monotonic()


def be_patient():
    """Let the driver of PostgreSQL wait as ``wait`` does."""
    extensions.set_wait_callback(wait)
