"""One request to another machine: with an end in sight, and not into the own network.

Libraries over HTTP connect to names and follow redirects, and none has a term for a whole
request: a peer that sends a byte now and then would hold up whoever asks for days. So this stands
on the standard library: a name is resolved once, what it leads to is looked at, the connection
goes to the address that was looked at, nothing is followed, every step ends with the term.
"""

import http.client
import io
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

# Of IPv6, the part that is given out; without those within which an address of IPv4 travels, to a
# network that may be private (6to4, Teredo).
_GIVEN_OUT = ipaddress.ip_network("2000::/3")
_CARRIERS = [ipaddress.ip_network(net) for net in ("2002::/16", "2001::/32")]


class RedPrivadaError(Exception):
    """The name leads to a network that is not open to everybody; nothing was sent to it."""


class SinConexionError(Exception):
    """Nothing was sent: no connection could be made, for the ``OSError`` in ``causa``."""

    def __init__(self, causa):
        super().__init__(str(causa))
        self.causa = causa


class CortadaError(Exception):
    """The request left, and no answer came, for the reason in ``causa``."""

    def __init__(self, causa):
        super().__init__(str(causa))
        self.causa = causa


@dataclass(frozen=True)
class Respuesta:
    estado: int
    cuerpo: bytes
    cabeceras: http.client.HTTPMessage  # any case of a name will do


def ask(method, url, headers, body=None, *, seconds, guarded, longest=0, leaving=lambda: None):
    """Send one request, whose answer is read up to ``longest`` bytes of its body.

    All of it ends within ``seconds``. ``leaving`` is called when the connection stands, just before
    the first byte leaves: what fails before raises ``SinConexionError``, what fails afterwards
    ``CortadaError``. With ``guarded`` addresses of private networks are refused, by
    ``RedPrivadaError``.
    """
    parts = urlsplit(url)
    term = _Term(seconds)
    sock = _connect(parts, term, guarded)
    try:
        leaving()
        return _exchange(method, parts, _Timed(sock, term), body, headers, longest)
    except (OSError, http.client.HTTPException) as error:
        # Not «from error»: what it says may hold the address, and an address may hold a key.
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
    """Whether the IP ``address`` is one of the open network, for everybody the same."""
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        return is_public(mapped)
    if address.version == 6:
        is_open = address in _GIVEN_OUT and not any(address in net for net in _CARRIERS)
    else:
        is_open = not (address.is_multicast or address.is_reserved)
    return is_open and address.is_global


def _connect(parts, term, guarded):
    """Return a socket to the server of an address, encrypted where the address says so."""
    host, port = parts.hostname, parts.port or (443 if _is_secure(parts) else 80)
    try:
        sock = _open(_resolve(host, port, guarded), term)
        if _is_secure(parts):
            sock.settimeout(term.left())
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    except OSError as error:
        raise SinConexionError(error) from None
    return sock


def _is_secure(parts):
    return parts.scheme == "https"


def _resolve(host, port, guarded):
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise socket.gaierror from None
    if guarded and not all(is_public(_ip(row)) for row in found):
        raise RedPrivadaError(host)
    return found


def _ip(row):
    address = row[4][0].partition("%")[0]
    return ipaddress.ip_address(address)


def _open(found, term):
    """Connect to the first address that answers: to the address, not to the name again."""
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
    """Say in words why ``host`` was not reached or did not answer, of the errors of ``ask``."""
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
    """The moment at which everything about a request ends."""

    def __init__(self, seconds):
        self.end = monotonic() + seconds

    def left(self):
        """Return the seconds that are left; raises ``TimeoutError`` when there are none."""
        left = self.end - monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _Timed:
    """A socket as ``http.client`` uses one, each step of which has what is left of the term.

    It is not closed from here: an answer that ends with the connection is read afterwards.
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
