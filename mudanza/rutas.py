"""Addresses of older portals in the one form in which they are kept and asked for."""

import re
from urllib.parse import unquote

from base.texto import normalized

# As long as ``RutaAnterior.ruta``.
LONGEST = 500
_HOST = re.compile(r"\A(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", re.IGNORECASE)
_REST = re.compile(r"[?#].*", re.DOTALL)
_SLASHES = re.compile(r"/+")


def con_consulta(ruta, parametros):
    """Return an address as it is kept where pages are told apart by their query; "" of others.

    ``ruta`` is normalized already; the order of ``parametros`` says nothing.
    """
    query = "&".join(f"{name}={value}" for name, value in sorted(parametros.items()))
    whole = normalized("NFC", f"{ruta}?{query}").lower()
    is_one = ruta and query and len(whole) <= LONGEST and "\x00" not in whole
    return whole if is_one else ""


def normalizar(ruta):
    """Return the path of an address as ``RutaAnterior.ruta`` keeps it; "" where it cannot.

    Without host, query and last slash, in small letters, with its signs written out («%C3%B3» is
    «ó»): ``https://www.mella.gob.cu/Noticias/?x=1`` is ``/noticias``. The front page is ``/``.
    Nothing is cut: two that are too long might become one.
    """
    if len(ruta) > 4 * LONGEST:
        return ""
    path = _REST.sub("", _HOST.sub("", ruta.strip()))
    path = normalized("NFC", unquote(path)).lower()
    path = _SLASHES.sub("/", f"/{path}").rstrip("/") or "/"
    return "" if len(path) > LONGEST or "\x00" in path else path
