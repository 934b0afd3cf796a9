"""The files of the pages in a portal to take along: styles, scripts, pictures, documents.

Each is added once, when a page first needs it. A file that cannot be read, or is too big, is left
out: the page does without the picture, and links to the document at its public address.
"""

import posixpath
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.templatetags.static import static
from django.urls import Resolver404, resolve

from base.models import PortalDocument
from base.retirados import es_publico
from servidor.claves import as_key
from servidor.por_dentro import ask

from .nombres import de_archivo

MOST_OF_A_DOCUMENT = 5_000_000  # bytes
MOST_OF_ALL = 200_000_000
SPRITE = "img/iconos.svg"
_STYLES, _SCRIPTS = "css/*.css", ("js/portal.js", "js/contenidos.js", "js/abierto.js")
_DRAWINGS = ("icono", "silueta")  # URL names


class Recursos:
    """The files of the portal at the address ``raiz``, written into ``paquete``.

    ``documentos_fuera`` is the number of documents that are too big; ``esta_lleno`` says whether
    files were left out because there are too many.
    """

    def __init__(self, paquete, raiz):
        self.paquete, self.raiz = paquete, raiz
        self.documentos_fuera, self.esta_lleno = 0, False
        self._names, self._bytes = {}, 0
        folder = Path(settings.STATICFILES_DIRS[0])
        paths = [*folder.glob(_STYLES), *(folder / name for name in _SCRIPTS)]
        self._static = {static(path.relative_to(folder).as_posix()): path for path in paths}
        self.sprite_url = static(SPRITE)

    def estatico(self, url):
        """Return the name of a style sheet or script; "" for one that needs the server."""
        path = self._static.get(url)
        return self._once(url, "recursos", path.name, path.read_bytes) if path else ""

    def propio(self, nombre):
        """Return the name of a file of ours that no page of the portal has."""
        path = Path(settings.STATICFILES_DIRS[0], nombre)
        return self._once(nombre, "recursos", path.name, path.read_bytes)

    def foto(self, url):
        """Return the name of a picture of the portal, or ""."""
        path = self._path(url)
        if path.startswith(f"{settings.MEDIA_URL}images/"):
            stored = path.removeprefix(settings.MEDIA_URL)
            return self._once(url, "fotos", posixpath.basename(path), lambda: _stored(stored))
        if _name_of(path) in _DRAWINGS:
            name = path.strip("/").replace("/", "-")
            return self._once(url, "fotos", name, lambda: self._drawn(path))
        return ""

    def documento(self, url):
        """Return the name of a document that anybody may download; "" if it is too big."""
        match = _match(self._path(url))
        if match is None or match.url_name != "wagtaildocs_serve":
            return ""
        key, filename = match.args
        return self._once(url, "documentos", f"{key}-{filename}", lambda: self._public(key))

    def _path(self, url):
        """Return the path of ``url``, or "" if it is at another host."""
        try:
            parts = urlsplit(urljoin(self.raiz, url))
        except ValueError:
            return ""
        return unquote(parts.path) if f"{parts.scheme}://{parts.netloc}" == self.raiz else ""

    def _once(self, url, folder, filename, read):
        if url not in self._names:
            content = read()
            has_room = self._bytes + len(content) <= MOST_OF_ALL
            self.esta_lleno |= not has_room
            self._names[url] = name = de_archivo(folder, filename) if content and has_room else ""
            if name and name not in self.paquete:
                self.paquete.add(name, content)
                self._bytes += len(content)
        return self._names[url]

    def _drawn(self, path):
        with ask(f"{self.raiz}{path}") as response:
            is_there = response.status_code == HTTPStatus.OK
            return b"".join(response.streaming_content) if is_there else b""

    def _public(self, key):
        document = PortalDocument.objects.filter(pk=as_key(key)).first()
        if document is None or not es_publico(document):
            return b""
        content = _stored(document.file.name)
        if len(content) > MOST_OF_A_DOCUMENT:
            self.documentos_fuera += 1
            return b""
        return content


def _stored(name):
    try:
        with default_storage.open(name) as file:
            return file.read()
    except (OSError, SuspiciousFileOperation):
        return b""


def _name_of(path):
    match = _match(path)
    return match.url_name if match else ""


def _match(path):
    try:
        return resolve(path)
    except Resolver404:
        return None
