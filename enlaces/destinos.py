"""Normalizes targets of links, written or chosen by an editor, for ``Direccion.destino``."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from base.homes import is_of_ours

_LONGEST = 2000
_CHOSEN = ("page:", "document:")
# Other schemes, such as «tel:» and «mailto:», open a program and not a page.
_WEB = ("http", "https")
_NAME = re.compile(r"[\w.-]+", re.ASCII)
# Schemes of a file on the editor's own computer («C:/…»), which nobody else can open.
_OF_A_COMPUTER = ("file", "c", "d")


@dataclass(frozen=True)
class DestinoDeEnlace:
    clave: str
    host: str = ""
    es_interno: bool = True


def read_target(written, base):
    """Return the target of a link on the page at ``base``, or None if it needs no check."""
    written = written.strip()
    if written.startswith(_CHOSEN):
        return DestinoDeEnlace(written)
    if not written or written in ("#", "#top") or len(written) > _LONGEST:
        return None
    try:
        parts = urlsplit(to_uri(urljoin(base, written)))
        host, _port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return DestinoDeEnlace(iri_to_uri(written)[:_LONGEST])
    if parts.scheme not in _WEB:
        return DestinoDeEnlace(iri_to_uri(written)) if parts.scheme in _OF_A_COMPUTER else None
    is_own = is_of_ours(host)
    kept = parts if is_own else parts._replace(fragment="")
    address = kept.geturl()
    if len(address) > _LONGEST:
        return None
    return DestinoDeEnlace(address, host[:255], is_own or bool(why_nobody_opens(address)))


def to_uri(address):
    """Return ``address`` in ASCII, as browsers request it; ValueError if its host is invalid.

    The host may be written in letters or percent-encoded («%C3%B1»); the result has it as IDNA.
    Python's codec is of IDNA 2003, which equals IDNA 2008 for the letters of our languages.
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
    """Return in words why ``address`` leads nowhere, as far as its form alone shows it, or ""."""
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
