"""Time limits for the database: a server that hangs must not block a process for ever.

PostgreSQL applies its own limits in the server, so they do not help if the server hangs. Therefore
the driver waits in a function of this module. Commands wait without a limit.
"""

import select
from time import monotonic

from django.conf import settings
from django.urls import reverse
from psycopg2 import OperationalError, extensions

from .patience import Patience
from .renditions import making_for

_SAFE = {"GET", "HEAD", "OPTIONS"}

# Seconds for which requests fail at once after no request got an answer.
_PAUSE = 2

_patience = Patience()  # time limit for each answer


class PatienceMiddleware:
    """Limits the wait for the database: short for readers, longer for requests that write.

    It limits the time to make new renditions too, for readers only.
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
    """Let this thread wait at most ``seconds`` for each answer of PostgreSQL, until one is late.

    After that it does not wait again: otherwise the error page would wait too.
    """
    return _patience.lasting(seconds)


class _Server:
    """What this process knows of the server, in seconds of the monotonic clock."""

    answered = 0.0  # last answer to any thread
    asked_again = 0.0  # no queries until then


def wait(connection):
    """Wait for ``connection``; raise ``OperationalError`` if that takes too long.

    The driver then closes the connection. After one slow answer other threads go on querying; if no
    thread got an answer in that time, the next ones fail at once instead of waiting too.
    """
    seconds, begun = _patience.left, monotonic()
    # Also without patience left: a fast server would answer before the first look at the socket.
    if seconds is not None and (seconds <= 0 or begun < _Server.asked_again):
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
    """Make the driver of PostgreSQL wait with :func:`wait`."""
    extensions.set_wait_callback(wait)
