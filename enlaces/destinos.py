"""What an editor wrote or chose as the target of a link, in the one form in which it is kept."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from base.homes import is_of_ours

_LONGEST = 2000
_CHOSEN = ("page:", "document:")
# What opens another program of the phone leads to no page.
_WEB = ("http", "https")
_NAME = re.compile(r"[\w.-]+", re.ASCII)
# It names a file of the computer of whoever wrote it: nobody else can open it.
_OF_A_COMPUTER = ("file", "c", "d")


@dataclass(frozen=True)
class Destino:
    clave: str
    host: str = ""
    es_interno: bool = True


def read_target(written, base):
    """Return the :class:`Destino` of ``written`` on the page at ``base``; None: nothing to ask."""
    written = written.strip()
    if written.startswith(_CHOSEN):
        return Destino(written)
    if not written or written in ("#", "#top") or len(written) > _LONGEST:
        return None
    try:
        parts = urlsplit(to_uri(urljoin(base, written)))
        host, _port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return Destino(iri_to_uri(written)[:_LONGEST])
    if parts.scheme not in _WEB:
        return Destino(iri_to_uri(written)) if parts.scheme in _OF_A_COMPUTER else None
    is_own = is_of_ours(host)
    kept = parts if is_own else parts._replace(fragment="")
    address = kept.geturl()
    if len(address) > _LONGEST:
        return None
    return Destino(address, host[:255], is_own or bool(why_nobody_opens(address)))


def to_uri(address):
    """Return ``address`` in ASCII, as browsers ask for it; ValueError: no server has such a name.

    A name is written in its letters or by their bytes («%C3%B1») and goes out as IDNA. Python's
    own codec, of 2003, gives for the letters of our languages what that of 2008 does.
    """
    parts = urlsplit(address)
    host = unquote(parts.hostname or "")
    if not host.isascii():
        name = host.encode("idna").decode()
        if not _NAME.fullmatch(name):
            raise ValueError(host)
        user, at, _rest = parts.netloc.rpartition("@")
        port = "" if parts.port is None else f":{parts.port}"
        address = parts._replace(netloc=f"{user}{at}{name}{port}").geturl()
    return iri_to_uri(address)


def why_nobody_opens(address):
    """Say in words why the form of ``address`` is enough to know that it leads nowhere, or ""."""
    try:
        parts = urlsplit(to_uri(address))
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return _("La dirección está mal escrita.")
    if parts.scheme not in _WEB:
        return _("Es un archivo de la computadora de quien lo escribió: nadie más lo puede abrir.")
    if not is_of_ours(host) and "." not in host and ":" not in host:
        return _("La dirección está mal escrita: «%(host)s» no es el nombre de un sitio.") % {
            "host": host
        }
    return ""
