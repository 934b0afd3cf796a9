"""One HTTP request to another server, with a time limit and without access to private networks.

HTTP libraries connect to names and follow redirects, and have no limit for a whole request: a
server that sends a byte now and then would hold the caller for days. This module uses the standard
library: it resolves the name once, checks the addresses, connects to a checked address and follows
no redirect. The time limit applies to all steps together.
"""

import http.client
import io
import ipaddress
import socket
import ssl
from concurrent.futures import Future
from dataclasses import dataclass
from threading import BoundedSemaphore, Thread
from time import monotonic
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

# The assigned part of IPv6, and the networks in it that carry IPv4 addresses, perhaps of a private
# network (6to4, Teredo).
_GIVEN_OUT = ipaddress.ip_network("2000::/3")
_CARRIERS = [ipaddress.ip_network(net) for net in ("2002::/16", "2001::/32")]
# How many names a process resolves at once. If the name servers are silent, a resolution goes on
# for half a minute after its request has ended, and nothing can stop it.
_RESOLVING = BoundedSemaphore(4)


class RedPrivadaError(Exception):
    """The name leads to a private network; nothing was sent."""


class SinConexionError(Exception):
    """No connection was possible and nothing was sent; ``causa`` is the ``OSError``."""

    def __init__(self, causa):
        super().__init__(str(causa))
        self.causa = causa


class CortadaError(Exception):
    """The request was sent, but no answer came; ``causa`` is the error."""

    def __init__(self, causa):
        super().__init__(str(causa))
        self.causa = causa


@dataclass(frozen=True)
class Respuesta:
    estado: int
    cuerpo: bytes
    cabeceras: http.client.HTTPMessage  # names ignore case


def ask(method, url, headers, body=None, *, seconds, guarded, longest=0, leaving=lambda: None):
    """Send one request and return the :class:`Respuesta`, with at most ``longest`` bytes of body.

    It ends within ``seconds``. ``leaving`` is called once the connection is open, before the first
    byte is sent: an earlier failure raises ``SinConexionError``, a later one ``CortadaError``. With
    ``guarded``, a private address raises ``RedPrivadaError``.
    """
    parts = urlsplit(url)
    term = _Term(seconds)
    sock = _connect(parts, term, guarded)
    try:
        leaving()
        return _exchange(method, parts, _Timed(sock, term), body, headers, longest)
    except (OSError, http.client.HTTPException) as error:
        # Not «from error»: its text may contain the address, and an address may contain a key.
        raise CortadaError(error) from None
    finally:
        sock.close()


def _exchange(method, parts, timed, body, headers, longest):
    kind = http.client.HTTPSConnection if _is_secure(parts) else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port)
    connection.sock = timed
    target = iri_to_uri(parts.path or "/") + (f"?{iri_to_uri(parts.query)}" if parts.query else "")
    connection.request(method, target, body, headers)
    answer = connection.getresponse()
    content = answer.read(longest) if longest else b""
    return Respuesta(answer.status, content, answer.headers)


def is_public(address):
    """Return whether the IP ``address`` belongs to the public Internet."""
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        return is_public(mapped)
    if address.version == 6:
        is_open = address in _GIVEN_OUT and not any(address in net for net in _CARRIERS)
    else:
        is_open = not (address.is_multicast or address.is_reserved)
    return is_open and address.is_global


def _connect(parts, term, guarded):
    """Return a socket to the server of the address, with TLS for https."""
    host, port = parts.hostname, parts.port or (443 if _is_secure(parts) else 80)
    try:
        sock = _open(_resolve(host, port, guarded, term), term)
        if _is_secure(parts):
            sock.settimeout(term.left())
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    except OSError as error:
        raise SinConexionError(error) from None
    return sock


def _is_secure(parts):
    return parts.scheme == "https"


def _resolve(host, port, guarded, term):
    try:
        found = _look_up(host, port, term)
    except UnicodeError:
        raise socket.gaierror from None
    if guarded and not all(is_public(_ip(row)) for row in found):
        raise RedPrivadaError(host)
    return found


def _look_up(host, port, term):
    """Return what ``getaddrinfo`` does, from a thread: it has no time limit of its own."""
    if not _RESOLVING.acquire(timeout=term.left()):
        raise TimeoutError
    found = Future()

    def look_up():
        try:
            found.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except Exception as error:  # raised by ``result``
            found.set_exception(error)
        finally:
            _RESOLVING.release()

    try:
        # Unlike those of a pool, a daemon does not keep the process from ending.
        Thread(target=look_up, daemon=True).start()
    except RuntimeError:  # the machine gives no more threads
        _RESOLVING.release()
        raise TimeoutError from None
    return found.result(term.left())


def _ip(row):
    address = row[4][0].partition("%")[0]
    return ipaddress.ip_address(address)


def _open(found, term):
    """Connect to the first address that answers; the name is not resolved again."""
    refused = None
    for family, kind, proto, _name, address in found:
        sock = socket.socket(family, kind, proto)
        try:
            sock.settimeout(term.left())
            sock.connect(address)
        except OSError as error:
            sock.close()
            refused = error
        else:
            return sock
    raise refused


def explain(error, host):
    """Return as text why ``host`` failed, from a ``SinConexionError`` or a ``CortadaError``."""
    cause = error.causa
    match error, cause:
        case _either, TimeoutError():
            text = _("«%(host)s» no respondió a tiempo.")
        case CortadaError(), _any:
            text = _("«%(host)s» cortó la conexión sin responder.")
        case _other, socket.gaierror():
            text = _("No se encuentra el servidor «%(host)s».")
        case _other, ssl.SSLCertVerificationError():
            text = _("El certificado de «%(host)s» no es de confianza.")
        case _other, ssl.SSLError():
            text = _("«%(host)s» no habla cifrado (HTTPS) en ese puerto.")
        case _other, ConnectionRefusedError():
            text = _("«%(host)s» rechaza la conexión.")
        case _other, _any:
            text = _("No se pudo llegar a «%(host)s».")
    return text % {"host": host}


class _Term:
    """The time at which a request must end."""

    def __init__(self, seconds):
        self.end = monotonic() + seconds

    def left(self):
        """Return the remaining seconds; raise ``TimeoutError`` if there are none."""
        left = self.end - monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _Timed:
    """A socket for ``http.client`` on which each step has only the remaining time.

    ``close`` does nothing: a response that ends with the connection is read afterwards.
    """

    def __init__(self, sock, term):
        self.sock, self.term = sock, term

    def sendall(self, data):
        rest = memoryview(data)
        while rest:
            self.sock.settimeout(self.term.left())
            rest = rest[self.sock.send(rest) :]

    def makefile(self, mode):
        return io.BufferedReader(_Incoming(self))

    def close(self):
        pass


class _Incoming(io.RawIOBase):
    def __init__(self, timed):
        self.timed = timed

    def readable(self):
        return True

    def readinto(self, buffer):
        self.timed.sock.settimeout(self.timed.term.left())
        return self.timed.sock.recv_into(buffer)
