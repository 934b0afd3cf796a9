"""Opens a text of any size, compressed or not, as a stream of bytes; UTF-16 becomes UTF-8."""

import codecs
import gzip
import io
import lzma
import zlib
from contextlib import contextmanager
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from .piezas import MudanzaError

# Errors that reading a compressed file raises if the file is cut off.
CORTES = (EOFError, OSError, zlib.error, lzma.LZMAError, BadZipFile)
_LETTERS = 1 << 14  # recoded at once


@contextmanager
def open_stream(path):
    """Open the content of ``path``: the file itself, or what a gzip or a ZIP of one file holds."""
    try:
        start = _start(path)
    except OSError as error:
        raise MudanzaError(_("No se puede abrir «%(nombre)s».") % {"nombre": path.name}) from error
    if start.startswith(b"\x1f\x8b"):
        with gzip.open(path) as file:
            yield file
    elif start.startswith(b"PK"):
        with _of_zip(path) as file:
            yield file
    elif start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # The Windows console writes UTF-16 when the output of a program goes to a file.
        with path.open("rb") as file:
            yield io.BufferedReader(_FromUtf16(file))
    else:
        with path.open("rb") as file:
            yield file


class _FromUtf16(io.RawIOBase):
    """Stream of a file in UTF-16 as bytes in UTF-8."""

    def __init__(self, file):
        self.text = io.TextIOWrapper(file, encoding="utf-16", errors="replace", newline="")
        self.ready = b""

    def readable(self):
        return True

    def readinto(self, buffer):
        ready = self.ready or self.text.read(_LETTERS).encode()
        part, self.ready = ready[: len(buffer)], ready[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def _start(path):
    with path.open("rb") as file:
        return file.read(4)


@contextmanager
def _of_zip(path):
    try:
        with ZipFile(path) as package:
            parts = [part for part in package.infolist() if not part.is_dir()]
            if not parts:
                raise MudanzaError(_("El archivo está vacío."))
            if len(parts) > 1:
                raise MudanzaError(
                    _("El ZIP trae %(cuantos)d archivos: sáquelos y elija uno.")
                    % {"cuantos": len(parts)}
                )
            with package.open(parts[0]) as file:
                yield file
    except (BadZipFile, NotImplementedError, RuntimeError) as error:
        raise MudanzaError(_("El ZIP está dañado o tiene contraseña.")) from error
