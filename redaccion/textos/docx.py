"""Reads a Word document within limits, as plain HTML with its pictures.

Mammoth reads the content and ignores the look. Nothing in the file is executed, nothing it links to
is fetched, and its embedded style map is ignored.
"""

from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePath
from zipfile import ZipFile

import mammoth
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from servidor.paquetes import (
    ProtectedError,
    TooMuchError,
    names_of_parts,
    scan,
)

_MAX_PARTS = 1_000
# Some 150 pages of a text with many tracked changes; measured, four seconds of a processor.
_MAX_ELEMENTS = 80_000
# A page of a portal holds a fifth of it; measured, less than a second of a processor.
_MAX_LETTERS = 1_000_000
_ALL, _LETTERS, _MARGINS = "", " ", "  "  # keys of the counter that no element name can equal
_DOCUMENT, _MACROS = "word/document.xml", "word/vbaProject.bin"
_OLD = b"\xd0\xcf\x11\xe0"
# Office stores an encrypted document in an old-format file, in a part of this name.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = gettext_lazy(
    "Ábralo y use «Guardar como» para hacer de él un «Documento de Word (.docx)»."
)
_PICTURE = gettext_lazy("El archivo es una imagen: añádala con el bloque «Imagen».")
_NOT_TEXTS = {
    b"%PDF": gettext_lazy(
        "El archivo es un PDF. Súbalo como documento, o traiga el Word del que se hizo."
    ),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"{\\rtf": format_lazy("{} {}", gettext_lazy("El archivo es un texto en RTF."), _SAVE_AS),
}
# Styles that Mammoth does not map by itself; it knows notes and lists.
_STYLES = """
p[style-name='Title'] => h1.titulo:fresh
p[style-name='caption'] => p.pie:fresh
p[style-name='Caption'] => p.pie:fresh
p[style-name='toc 1'] => !
p[style-name='toc 2'] => !
p[style-name='toc 3'] => !
"""
# Names of elements that are lost, with the words for the user.
_LOST = {
    _MARGINS: gettext_lazy("el encabezado y el pie de sus hojas"),
    "chart": gettext_lazy("gráficos"),
    "relIds": gettext_lazy("diagramas (SmartArt)"),
    "oMath": gettext_lazy("ecuaciones"),
    "OLEObject": gettext_lazy("objetos de otros programas"),
    "commentReference": gettext_lazy("comentarios"),
}


class IlegibleError(Exception):
    """The text cannot be read; the message is for the user who sent it."""


@dataclass(frozen=True)
class Imagen:
    """Picture of a document; ``texto`` is its alternative text, or ""."""

    contenido: bytes
    texto: str


@dataclass
class Leido:
    """Content of a document; the ``src`` of a picture in ``html`` is its index in ``imagenes``."""

    html: str = ""
    imagenes: list = field(default_factory=list)
    perdido: list = field(default_factory=list)
    avisos: list = field(default_factory=list)


def read_docx(file, name):
    """Return the :class:`Leido` of an open binary ``file``, or raise ``IlegibleError``."""
    content = file.read(settings.REDACCION_MAX_BYTES + 1)
    _check_kind(content, name)
    counted = _measure(content)
    read = Leido(perdido=[str(what) for element, what in _LOST.items() if counted[element]])
    if counted["ins"] or counted["del"]:
        read.avisos.append(_("Tenía cambios sin aceptar: se trajo como si se aceptaran todos."))
    if counted["footnoteReference"] or counted["endnoteReference"]:
        read.avisos.append(_("Sus notas al pie quedaron al final, en una lista."))

    def keep(image):
        try:
            with image.open() as opened:
                read.imagenes.append(Imagen(opened.read(), image.alt_text or ""))
        except (KeyError, OSError, ValueError):
            # The picture is outside the document, or missing.
            read.imagenes.append(None)
        return {"src": str(len(read.imagenes) - 1)}

    try:
        read.html = mammoth.convert_to_html(
            BytesIO(content),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(keep),
        ).value
    except MemoryError:
        raise
    except Exception as error:
        # Mammoth has no exceptions of its own: any exception means a broken file.
        raise _damaged() from error
    return read


def too_heavy():
    """Return the error message for a file above the maximum size."""
    maximum = filesizeformat(settings.REDACCION_MAX_BYTES)
    return _(
        "El archivo pesa demasiado: el máximo es %(maximo)s. Comprima sus imágenes en Word."
    ) % {"maximo": maximum}


def _damaged():
    return IlegibleError(_("El archivo está dañado o incompleto. Guárdelo de nuevo en Word."))


def _check_kind(content, name):
    """Raise ``IlegibleError`` if it is no Word document, by first bytes, then by name."""
    if not content.strip():
        raise IlegibleError(_("El archivo está vacío."))
    if len(content) > settings.REDACCION_MAX_BYTES:
        raise IlegibleError(too_heavy())
    if content.startswith(_OLD):
        if _ENCRYPTED in content:
            raise _protected()
        raise IlegibleError(
            _("El archivo es de un Word antiguo (.doc). %(como)s") % {"como": _SAVE_AS}
        )
    for start, reason in _NOT_TEXTS.items():
        if content.startswith(start):
            raise IlegibleError(reason)
    if PurePath(name).suffix.lower() in (".docm", ".dotm"):
        raise _with_macros()
    if not content.startswith(b"PK"):
        raise IlegibleError(
            _("El archivo no es un documento de Word (.docx). %(como)s") % {"como": _SAVE_AS}
        )


def _protected():
    return IlegibleError(_("El archivo tiene contraseña. Guárdelo sin ella."))


def _with_macros():
    return IlegibleError(
        _("El archivo lleva macros. Guárdelo como «Documento de Word (.docx)», sin macros.")
    )


def _measure(content):
    """Return the number of elements by name, or raise ``IlegibleError``."""
    counted = Counter()

    def count(name, _inside, _attributes):
        counted[name] += 1
        counted[_ALL] += 1
        if counted[_ALL] > _MAX_ELEMENTS:
            raise TooMuchError

    def count_letters(piece):
        counted[_LETTERS] += len(piece)
        if counted[_LETTERS] > _MAX_LETTERS:
            raise TooMuchError

    try:
        names = names_of_parts(
            content, most_parts=_MAX_PARTS, most_bytes=settings.REDACCION_MAX_DESCOMPRIMIDO
        )
        if _MACROS in names:
            raise _with_macros()
        if _DOCUMENT not in names:
            raise IlegibleError(
                _("El archivo no es un documento de Word (.docx). %(como)s") % {"como": _SAVE_AS}
            )
        with ZipFile(BytesIO(content)) as package:
            for part in package.infolist():
                before = counted["t"]
                with package.open(part) as opened:
                    scan(opened, count, count_letters)
                if part.filename.startswith(("word/header", "word/footer")):
                    counted[_MARGINS] += counted["t"] - before
    except ProtectedError as error:
        raise _protected() from error
    except TooMuchError as error:
        raise IlegibleError(
            _("El documento es demasiado largo para una página. Tráigalo por partes.")
        ) from error
    except (IlegibleError, MemoryError):
        raise
    except Exception as error:
        # The part cannot be unpacked, or has declarations that no word processor writes.
        raise _damaged() from error
    return counted
