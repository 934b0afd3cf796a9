"""Names of the files in a portal to take along: short, lowercase, valid on every disk.

Sticks are formatted as FAT32, which knows no capitals and forbids some characters, and Windows
refuses long paths and the names of its old devices. A name that had to be changed ends with a hash
of what it was made of, so that no two files have the same name.
"""

import hashlib
import posixpath

from django.utils.text import slugify

PORTADA = "index.html"
SUELTAS = "/archivo/"  # the path of pages that are saved as files, which the copy has not
_LONGEST = 90
_PORTS = (f"{name}{number}" for name in ("com", "lpt") for number in range(10))
_DEVICES = {"con", "prn", "aux", "nul", *_PORTS}
_LONGEST_EXTENSION = 5


def de_pagina(direccion):
    """Return the name for the page at the path ``direccion``, which may end with «?page=2»."""
    return PORTADA if direccion == "/" else f"paginas/{_safe(direccion)}.html"


def de_archivo(carpeta, nombre):
    """Return the name in the folder ``carpeta`` for a file called ``nombre``."""
    stem, extension = posixpath.splitext(nombre)
    letters = slugify(extension)[:_LONGEST_EXTENSION]
    safe = _safe(f"/{stem}/")
    return f"{carpeta}/{safe}.{letters}" if letters else f"{carpeta}/{safe}"


def relativo(desde, hacia):
    """Return the link from the file ``desde`` to the file ``hacia``."""
    return posixpath.relpath(hacia, posixpath.dirname(desde) or ".")


def _safe(path):
    parts = [slugify(part) for part in path.strip("/").split("/")]
    name = "--".join(filter(None, parts))[:_LONGEST].strip("-")
    if f"/{name.replace('--', '/')}/" == path and name not in _DEVICES:
        return name
    mark = hashlib.sha256(path.encode()).hexdigest()[:8]
    return f"{name}-{mark}" if name else mark
