"""Takes over pictures and documents of an older portal, each once even if several pieces use it.

``prepare`` reads and draws pictures, which is slow; ``imagen`` and ``documento`` write to the
database, within the transaction of the piece.
"""

import time
from hashlib import file_digest, sha256
from io import BytesIO
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from wagtail.documents.forms import get_document_form

from base.alternativo import says_something
from base.models import PortalDocument, PortalImage
from mudanza.models import Clase, RutaAnterior
from mudanza.rutas import normalize
from servidor.fotos import (
    DanadaError,
    DemasiadoGrandeError,
    OcupadoError,
    OtraClaseError,
    draw_anew,
    turno,
)

from .limpieza import file_path

_KINDS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
_PICTURES = {"jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff"}
# Most bytes of a picture that is drawn again; the photo of a telephone has a tenth.
_BIGGEST_PICTURE = 60 * 1024 * 1024
# Attempts to get a turn, each of up to ten seconds (``servidor.fotos``): citizens go first.
_PATIENCE = 30


class Archivos:
    """Takes over the files of one source into the collection of one portal.

    A picture that gets no turn to be drawn raises ``OcupadoError``, with ``waits`` after minutes:
    the caller takes up the piece later.
    """

    def __init__(self, contexto, *, waits=True):
        self.contexto, self.fuente, self.waits = contexto, contexto.fuente, waits
        self.refused = {}  # {path or digest: why}
        self.digests = {}  # {(path, size, time of last change): SHA-256}
        self.drawn = {}
        self.written = []  # [(storage, name)] of files to delete if the transaction fails

    # --- What there is ----------------------------------------------------------------

    def find(self, path):
        """Return the :class:`Path` of the file that the older portal had at ``path``, or None."""
        found = self.fuente.open_file(file_path(path))
        return None if found is None else Path(found)

    def is_document(self, path):
        return _ending(path) in settings.WAGTAILDOCS_EXTENSIONS

    def is_picture(self, path):
        return _ending(path) in _PICTURES

    def is_file(self, path):
        """Whether an address is of a file and not of a page."""
        return self.is_picture(path) or self.is_document(path) or _ending(path) in _OTHER_FILES

    def state_of(self, source):
        """Return values that change when the file ``source`` does, for the digest of a piece."""
        return _name_of(source), self._digest(source)

    def _digest(self, source):
        """Return the SHA-256 of a file, the size of one that is too big, or "" if it is missing."""
        if isinstance(source, bytes):
            return sha256(source).hexdigest()
        found = self.find(source)
        if found is None:
            return ""
        stat = found.stat()
        if stat.st_size > _BIGGEST_PICTURE:
            return str(stat.st_size)
        key = found, stat.st_size, stat.st_mtime_ns
        if key not in self.digests:
            with found.open("rb") as file:
                self.digests[key] = file_digest(file, "sha256").hexdigest()
        return self.digests[key]

    def why_not_picture(self, source):
        """Return in words why a picture cannot be taken over, as known before drawing it, or ""."""
        if isinstance(source, bytes):
            return _("es demasiado grande") if len(source) > _BIGGEST_PICTURE else ""
        found = self.find(source)
        if found is None:
            return _("no está entre los archivos")
        if found.stat().st_size > _BIGGEST_PICTURE:
            return _("es demasiado grande")
        return ""

    def why_not_document(self, path):
        if not self.is_document(path):
            return _("de esa clase no se guardan archivos")
        found = self.find(path)
        if found is None:
            return _("no está entre los archivos")
        if found.stat().st_size > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
            return _("es demasiado grande")
        return ""

    def begin(self):
        """Begin with another piece: ``forget`` no longer deletes the files of the one before."""
        self.written = []

    # --- Pictures -----------------------------------------------------------------------

    def prepare(self, sources):
        """Draw the pictures not taken over yet. It is slow: call it outside any transaction."""
        self.drawn = {}
        for source in sources:
            name = _name_of(source)
            if name in self.refused or self._known(Clase.IMAGEN, source):
                continue
            if why_not := self.why_not_picture(source):
                self.refused[name] = why_not
                continue
            if name in self.drawn:
                continue
            content = source if isinstance(source, bytes) else self.find(source).read_bytes()
            try:
                self.drawn[name] = _draw(content, _PATIENCE if self.waits else 1)
            except DemasiadoGrandeError:
                self.refused[name] = _("es demasiado grande")
            except OtraClaseError:
                self.refused[name] = _("no es de una clase que los navegadores muestren")
            except DanadaError:
                self.refused[name] = _("está dañada")

    def imagen(self, source, alt=""):
        """Return (image, "") of a picture, which is saved if it is new, or (None, why not).

        If it took the place of a picture and cannot be taken over: (the former image, why not).
        """
        name = _name_of(source)
        if known := self._known(Clase.IMAGEN, source):
            return known.imagen, ""
        if name not in self.drawn:
            former = self._rows(Clase.IMAGEN, source).first()
            return former and former.imagen, self.refused.get(name) or _(
                "no está entre los archivos"
            )
        content = self.drawn[name]
        kind = "jpg" if content.startswith(b"\xff\xd8") else "webp"
        stem = PurePosixPath(name).stem[:80] or "imagen"
        image = PortalImage(
            title=stem,
            collection=self.contexto.portal.coleccion,
            uploaded_by_user=self.contexto.user,
            description=descripcion(alt),
        )
        image.file.save(f"{stem}.{kind}", ContentFile(content), save=False)
        self.written.append((image.file.storage, image.file.name))
        with Pillow.open(BytesIO(content)) as drawn:
            image.width, image.height = drawn.size
        image.file_size = len(content)
        image.save()
        self._remember(Clase.IMAGEN, source, imagen=image)
        return image, ""

    # --- Documents ----------------------------------------------------------------------

    def documento(self, path, words):
        """Return (document, "") of a link to ``path`` with text ``words``, or (None, why not).

        If it took the place of a file and cannot be taken over: (the former document, why not).
        """
        path = file_path(path)
        if known := self._known(Clase.DOCUMENTO, path):
            return known.documento, ""
        former = self._rows(Clase.DOCUMENTO, path).first()
        if why_not := self.refused.get(path) or self.why_not_document(path):
            return former and former.documento, why_not
        found = self.find(path)
        title = " ".join(words.split()) or PurePosixPath(path).stem
        with found.open("rb") as file:
            form = get_document_form(PortalDocument)(
                {"title": title[:255], "collection": self.contexto.portal.coleccion_id},
                {"file": File(file, name=PurePosixPath(path).name[-80:])},
                instance=PortalDocument(uploaded_by_user=self.contexto.user),
                user=self.contexto.user,
            )
            if not form.is_valid():
                self.refused[path] = " ".join(
                    message for messages in form.errors.values() for message in messages
                )
                return former and former.documento, self.refused[path]
            document = form.save()
        self.written.append((document.file.storage, document.file.name))
        self._remember(Clase.DOCUMENTO, path, documento=document)
        return document, ""

    def forget(self):
        """Delete the files written for a piece, after a rollback has removed their rows."""
        for storage, name in self.written:
            storage.delete(name)

    # --- What is remembered -------------------------------------------------------------

    def _known(self, clase, source):
        """Return the row of a file that was taken over with its present content, or None.

        A file with other content under the same name is taken over beside the first, on which
        people may have worked. A file that is missing now counts as unchanged.
        """
        rows = self._rows(clase, source)
        if digest := self._digest(source):
            rows = rows.filter(huella=digest)
        return rows.first()

    def _rows(self, clase, source):
        field = "imagen" if clase == Clase.IMAGEN else "documento"
        rows = self.contexto.of_older(clase).select_related(field)
        return rows.filter(clave=clave_of(_name_of(source)), **{f"{field}__isnull": False})

    def _remember(self, clase, source, **what):
        name = _name_of(source)
        row = self.contexto.anterior_of(clase, clave_of(name))
        row.mudanza, row.huella = self.contexto.mudanza, self._digest(source)
        for field, value in what.items():
            setattr(row, field, value)
        row.save()
        if ruta := "" if name.startswith("inline:") else normalize(name):
            RutaAnterior.objects.get_or_create(
                site=self.contexto.site, ruta=ruta, defaults={"anterior": row}
            )


_OTHER_FILES = {
    *("doc", "xls", "ppt", "pptx", "pps", "rar", "7z", "gz", "tar", "exe", "apk", "mp3", "mp4"),
    *("avi", "wmv", "flv", "swf", "mov", "odp", "rtf", "svg", "ico", "css", "js"),
}


def clave_of(name):
    """Return the key of a file: its path, shortened with a digest if it is too long."""
    if len(name) <= 255:
        return name
    return f"{name[:190]}#{sha256(name.encode()).hexdigest()}"


def descripcion(alt):
    """Return ``alt`` if it says something, or "": then the form of the page asks for it."""
    alt = " ".join(alt.split())[:255]
    return alt if says_something(alt) else ""


def _name_of(source):
    if isinstance(source, bytes):
        return f"inline:{sha256(source).hexdigest()}"
    return file_path(source)


def _ending(path):
    return PurePosixPath(file_path(path)).suffix.lower().lstrip(".")


def _draw(content, patience):
    try:
        with Pillow.open(BytesIO(content), formats=_KINDS):
            pass  # only the header: nothing is decoded here
    except Pillow.DecompressionBombError as error:
        raise DemasiadoGrandeError from error
    except Exception as error:  # each decoder has errors of its own
        raise OtraClaseError from error
    for attempt in range(patience):
        try:
            with turno():
                return draw_anew(
                    content,
                    kinds=_KINDS,
                    most_dots=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS,
                    keeps_alpha=True,
                )
        except OcupadoError:
            if attempt == patience - 1:
                raise
            time.sleep(1)
    raise OcupadoError
