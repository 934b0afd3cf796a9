"""What anybody gets at an address of ours, asked of the application itself and not the network."""

from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.test import RequestFactory
from django.utils import translation

# In ``META`` of what is asked here; no header of a client gets there under such a name.
POR_DENTRO = "portales.por_dentro"
_MOST_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True)
class Camino:
    """Where an address led: ``direcciones`` are it and those that came after, whole ones.

    ``estado`` is what the last one answered; 0 where it is of another server, which nobody asked,
    and where no end was found. ``html`` is what it said, if that is a page.
    """

    direcciones: tuple[str, ...]
    estado: int
    html: bytes = b""
    sale: bool = False

    @property
    def final(self):
        return self.direcciones[-1]

    @property
    def saltos(self):
        return len(self.direcciones) - 1

    @property
    def no_termina(self):
        return not self.estado and not self.sale


def seguir(address, is_ours):
    """Return the :class:`Camino` from ``address`` on; ``is_ours`` knows the names of our hosts."""
    passed = [address]
    while len(passed) <= _MOST_REDIRECTS:
        status, location, html = _ask(passed[-1])
        if status not in _REDIRECTS:
            return Camino(tuple(passed), status, html)
        passed.append(urljoin(passed[-1], location))
        if not is_ours(urlsplit(passed[-1]).hostname or ""):
            return Camino(tuple(passed), 0, sale=True)
    return Camino(tuple(passed), 0)


@cache
def _handler():
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def _ask(address):
    """Return the status of what is answered, where it leads, and the page that it is."""
    parts = urlsplit(address)
    path = parts.path or "/"
    request = RequestFactory().get(
        f"{path}?{parts.query}" if parts.query else path,
        secure=parts.scheme == "https" or settings.SECURE_SSL_REDIRECT,
        headers={"host": parts.netloc.rpartition("@")[2]},
        **{POR_DENTRO: True},
    )
    with translation.override(settings.LANGUAGE_CODE):
        response = _handler().get_response(request)
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    is_whole = not response.streaming and response.status_code == HTTPStatus.OK
    html = response.content if is_page and is_whole else b""
    # ``close`` would also close the database, as of a request.
    if file := getattr(response, "file_to_stream", None):
        file.close()
    return response.status_code, response.headers.get("Location", ""), html
