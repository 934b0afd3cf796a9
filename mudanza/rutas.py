"""Normalizes addresses of older portals to the form in which they are stored and looked up."""

import re
from urllib.parse import unquote

from base.texto import normalized

# As long as ``RutaAnterior.ruta``.
LONGEST = 500
_HOST = re.compile(r"\A(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", re.IGNORECASE)
_REST = re.compile(r"[?#].*", re.DOTALL)
_SLASHES = re.compile(r"/+")


def con_consulta(ruta, parametros):
    """Return an address with its query as it is stored; "" if it has none or is too long.

    ``ruta`` is already normalized; the order of ``parametros`` does not matter.
    """
    query = "&".join(f"{name}={value}" for name, value in sorted(parametros.items()))
    whole = normalized("NFC", f"{ruta}?{query}").lower()
    is_one = ruta and query and len(whole) <= LONGEST and "\x00" not in whole
    return whole if is_one else ""


def normalize(ruta):
    """Return the path of an address as ``RutaAnterior.ruta`` stores it; "" if it is too long.

    Without host, query and last slash, in small letters, percent-decoded («%C3%B3» becomes
    «ó»): ``https://www.mella.gob.cu/Noticias/?x=1`` is ``/noticias``. The front page is ``/``.
    Long paths are not cut: two different ones might become the same.
    """
    if len(ruta) > 4 * LONGEST:
        return ""
    path = _REST.sub("", _HOST.sub("", ruta.strip()))
    path = normalized("NFC", unquote(path)).lower()
    path = _SLASHES.sub("/", f"/{path}").rstrip("/") or "/"
    return "" if len(path) > LONGEST or "\x00" in path else path
