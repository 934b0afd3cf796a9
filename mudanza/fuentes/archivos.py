"""The files of an older portal, in a folder or a ZIP: nothing outside of it is ever opened."""

import tempfile
from contextlib import suppress
from pathlib import Path, PurePosixPath
from shutil import disk_usage
from urllib.parse import unquote, urlsplit
from zipfile import BadZipFile, ZipFile, is_zipfile

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from .flujo import CORTES
from .piezas import MudanzaError, Problema

_MOST_FILES = 200_000
_MOST_BYTES = 20 << 30
# Pages repeat each other, but what swells more often than that is a bomb; below, it does no harm.
_MOST_TIMES, _ALWAYS_BYTES = 100, 1 << 30
_CHUNK = 1 << 20
_SYMLINK = 0o120000


class Archivos:
    """What lies at ``place``, a folder, a ZIP or None where the files are not at hand.

    ``containers`` are folders that addresses name and the copy may be without: of a copy of
    ``images/`` alone, ``images/foto.jpg`` is its ``foto.jpg``.
    """

    def __init__(self, place, containers=()):
        self.containers = containers
        self.problemas = []
        self.temporary = None
        self.carpeta = None
        if place is None:
            return
        if place.is_dir():
            self.carpeta = place.resolve()
        elif place.is_file() and is_zipfile(place):
            # It goes with this object, also where reading ends with an error.
            self.temporary = tempfile.TemporaryDirectory(prefix="mudanza-")
            self.carpeta = Path(self.temporary.name).resolve()
            self._unpack(place)
        else:
            raise MudanzaError(
                _("«%(nombre)s» no es una carpeta ni un ZIP: ahí no hay archivos que traer.")
                % {"nombre": place.name}
            )

    def abrir(self, ruta):
        """Return the path of the file at an address, whole or without host, or None without it."""
        return next((path for path in self._places(ruta) if path.is_file()), None)

    def nombres(self, ruta):
        """Return the names of the files in a folder at an address, in their order."""
        place = next((path for path in self._places(ruta) if path.is_dir()), None)
        return sorted(path.name for path in place.iterdir() if path.is_file()) if place else []

    def _places(self, ruta):
        """Yield what there may be at an address: within the folder, and begun where it begins."""
        if self.carpeta is None:
            return
        try:
            path = unquote(urlsplit(ruta.strip()).path)
        except ValueError:
            return
        parts = PurePosixPath(path.lstrip("/").replace("\\", "/")).parts
        for start in range(len(parts)):
            if any(part not in self.containers for part in parts[:start]):
                return
            if place := self._place(parts[start:]):
                yield place

    def dentro(self, parts):
        """Return the path of a file by its parts, or None if it is none or lies outside."""
        place = self._place(parts)
        return place if place and place.is_file() else None

    def _place(self, parts):
        try:
            place = self.carpeta.joinpath(*parts).resolve()
            if place.is_relative_to(self.carpeta) and place.exists():
                return place
        except (OSError, ValueError):
            # A name that no file can have: too long, or with a zero in it.
            return None
        return None

    def _unpack(self, place):
        try:
            with ZipFile(place) as package:
                parts = package.infolist()
                most = self._most_bytes(place)
                if len(parts) > _MOST_FILES or sum(part.file_size for part in parts) > most:
                    raise MudanzaError(
                        _("El ZIP tiene demasiado: el máximo son %(archivos)d archivos y %(peso)s.")
                        % {"archivos": _MOST_FILES, "peso": filesizeformat(most)}
                    )
                for part in parts:
                    self._unpack_part(package, part)
        except (BadZipFile, OSError, NotImplementedError) as error:
            raise MudanzaError(_("El ZIP está dañado: no se puede abrir.")) from error

    def _most_bytes(self, place):
        """Return how much may come out of a ZIP: no bomb, and what leaves half of the disk free."""
        swollen = max(_ALWAYS_BYTES, _MOST_TIMES * place.stat().st_size)
        return min(_MOST_BYTES, swollen, disk_usage(self.carpeta).free // 2)

    def _unpack_part(self, package, part):
        name = part.filename.replace("\\", "/")
        if part.is_dir():
            return
        if part.flag_bits & 0x1:
            raise MudanzaError(_("El ZIP tiene contraseña: hágalo de nuevo sin ella."))
        target = PurePosixPath(name)
        if (
            target.is_absolute()
            or ".." in target.parts
            or (part.external_attr >> 16) & 0o170000 == _SYMLINK
        ):
            self.problemas.append(Problema(name, _("Sale de la carpeta del ZIP: no se abre.")))
            return
        file = self.carpeta.joinpath(target)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            # Reading stops at the size that is declared, and those are counted above.
            with package.open(part) as packed, file.open("wb") as out:
                while chunk := packed.read(_CHUNK):
                    out.write(chunk)
        except (*CORTES, ValueError):
            with suppress(OSError, ValueError):  # a name that no file can have
                file.unlink(missing_ok=True)
            self.problemas.append(Problema(name, _("Está dañado dentro del ZIP: no se abre.")))
