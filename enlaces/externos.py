"""Checks links to other servers, with few requests; a link is wrong only if that is certain.

Many servers abroad do not answer to addresses of Cuba, refuse them, or break off; and the line is
often down. In these cases nobody can say from here whether the link is right. A link is wrong if
the server says that the page is not there, or if the host name does not exist and the line works.
"""

import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from base.homes import portal_records
from servidor.red import CortadaError, RedPrivadaError, SinConexionError, ask, explain

from .destinos import to_uri
from .models import ClaseDeFallo

_PORTS = {None, 80, 443, 8000, 8080, 8443}
_MOST_REDIRECTS = 5
_PERMANENT = {301, 308}
_REDIRECTS = {*_PERMANENT, 302, 303, 307}
_GONE = {404, 410}
_TOO_MUCH = {429, 503}
_LONGEST_WAIT = 7 * 24 * 3600  # seconds; the longest ``Retry-After`` that is respected


@dataclass(frozen=True)
class Veredicto:
    """Result of one check. ``contesto``: some server was reached, so the line works."""

    motivo: str = ""
    clase: str = ""
    mudada_a: str = ""
    espera: int = 0  # seconds for which the server wants no more requests
    contesto: bool = False

    def note_on(self, direccion):
        if self.clase:
            direccion.note_wrong(self.clase, self.motivo)
        elif self.motivo:
            direccion.note_silence(self.motivo, self.espera)
        else:
            direccion.note_good(self.mudada_a)


def look(url, end):
    """Request ``url``, follow its redirects, and return the :class:`Veredicto`.

    ``end`` is a time of ``monotonic`` at which everything stops.
    """
    current, is_permanent, has_answered = url, True, False
    for _redirect in range(_MOST_REDIRECTS + 1):
        try:
            answer = _answer(current, end)
        except _RefusedError as why:
            return Veredicto(str(why), contesto=has_answered)
        except SinConexionError as error:
            return Veredicto(*_say_why(error, current), contesto=has_answered)
        except CortadaError as error:
            # A connection was made, so the line works.
            return Veredicto(explain(error, _host(current)), contesto=True)
        has_answered = True
        target = answer.cabeceras.get("Location")
        if answer.estado not in _REDIRECTS or not target:
            moved = current if is_permanent and _is_elsewhere(current, url) else ""
            return _read(answer, moved)
        is_permanent = is_permanent and answer.estado in _PERMANENT
        try:
            current = to_uri(urljoin(current, _as_meant(target)))
        except ValueError:
            return Veredicto(_("Manda a una dirección mal escrita."), contesto=True)
    return Veredicto(_("Manda de una dirección a otra sin fin."), contesto=True)


def _as_meant(header):
    """Return ``header`` as the UTF-8 that many servers write; Python reads headers as Latin-1."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


class _RefusedError(Exception):
    """Raised for an address that is not requested, since no public page should link to it."""


def _answer(url, end):
    """Return the response to HEAD, or to GET: some servers know only GET or answer HEAD wrongly."""
    try:
        answer = _send("HEAD", url, end)
    except CortadaError as error:
        if isinstance(error.causa, TimeoutError):
            raise
        return _send("GET", url, end)
    has_doubt = answer.estado >= 400 and answer.estado not in _TOO_MUCH
    return _send("GET", url, end) if has_doubt else answer


def _send(method, url, end):
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise _RefusedError(_("Manda a una dirección mal escrita.")) from None
    is_guarded = not settings.ENLACES_RED_PRIVADA
    if parts.scheme not in ("http", "https") or not host:
        raise _RefusedError(_("Manda a una dirección que no es de la web."))
    if is_guarded and port not in _PORTS:
        raise _RefusedError(_("El puerto %(puerto)s no es de la web.") % {"puerto": port})
    headers = {"User-Agent": _name(), "Accept": "*/*", "Connection": "close"}
    seconds = min(settings.ENLACES_PLAZO, end - monotonic())
    if seconds <= 0:
        raise SinConexionError(TimeoutError())
    try:
        return ask(method, url, headers, seconds=seconds, guarded=is_guarded)
    except RedPrivadaError:
        raise _RefusedError(
            _("«%(host)s» lleva a una red privada: desde internet no se abre.") % {"host": host}
        ) from None


def _name():
    """Return our ``User-Agent``, with the portal of the province as the place to complain."""
    province = next((record for record in portal_records() if record.es_provincial), None)
    where = f"+{province.site.root_url}/; " if province else ""
    return f"PortalesDelCiudadano/1.0 ({where}revision de enlaces)"


def _host(url):
    return urlsplit(url).hostname or ""


def _say_why(error, url):
    """Return in words why no server was reached, and the class of failure if it is certain."""
    cause = error.causa
    if isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_NONAME:
        text = _("No existe ningún servidor con el nombre «%(host)s».") % {"host": _host(url)}
        return text, ClaseDeFallo.SIN_SERVIDOR
    return explain(error, _host(url)), ""


def _read(answer, moved):
    number = {"estado": answer.estado}
    if answer.estado < 400:
        return Veredicto(mudada_a=moved[:2000], contesto=True)
    if answer.estado in _GONE:
        text = _("El servidor dice que esa página no está (HTTP %(estado)d).") % number
        return Veredicto(text, ClaseDeFallo.NO_ESTA, contesto=True)
    if answer.estado in _TOO_MUCH:
        text = _("El servidor pide esperar (HTTP %(estado)d).") % number
        wait = _seconds(answer.cabeceras.get("Retry-After", ""))
        return Veredicto(text, espera=wait, contesto=True)
    if answer.estado >= 500:
        text = _("El servidor tiene un problema (HTTP %(estado)d).") % number
    else:
        text = _("El servidor no deja entrar desde aquí (HTTP %(estado)d).") % number
    return Veredicto(text, contesto=True)


def _seconds(value):
    """Return the seconds of a header ``Retry-After``, which holds seconds or a date; else 0."""
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return min(int(value[:9]), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    ahead = (moment - datetime.now(UTC)).total_seconds()
    return int(min(max(ahead, 0), _LONGEST_WAIT))


def _is_elsewhere(url, other):
    """Whether two addresses differ enough to tell editors: not only in «https», «www.» or «/»."""
    return _plain(url) != _plain(other)


def _plain(url):
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host, parts.path.rstrip("/"), parts.query
