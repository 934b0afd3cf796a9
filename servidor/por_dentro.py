"""Requests to our own public addresses, answered inside this process without the network."""

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.test import RequestFactory
from django.utils import translation

# Key in ``META`` of these requests; a header of a client cannot have such a name.
POR_DENTRO = "portales.por_dentro"
_MOST_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True)
class Camino:
    """The addresses to which an address redirects: ``direcciones`` starts with the first one.

    ``estado`` is the status of the last address; 0 if that is on another server, which is not
    requested (``sale``), or if there were too many redirects. ``html`` is the page, if the last
    response is one.
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


def follow(address, is_ours):
    """Return the :class:`Camino` from ``address``; ``is_ours(host)``: whether it is a portal."""
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


@contextmanager
def ask(address):
    """Yield the response to an anonymous GET of ``address``, a whole URL of one of our portals."""
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
    try:
        yield response
    finally:
        # Close only the file: ``response.close()`` would also close the database connection.
        if file := getattr(response, "file_to_stream", None):
            file.close()


def _ask(address):
    """Return the status of the response, its ``Location``, and its content if it is a page."""
    with ask(address) as response:
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        is_whole = not response.streaming and response.status_code == HTTPStatus.OK
        html = response.content if is_page and is_whole else b""
        return response.status_code, response.headers.get("Location", ""), html
