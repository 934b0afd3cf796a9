"""The files of an older portal, in a folder or a ZIP; nothing outside it is ever opened."""

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
# Pages compress well, but a ZIP that grows more than 100 times is a bomb; up to 1 GB does no harm.
_MOST_TIMES, _ALWAYS_BYTES = 100, 1 << 30
_CHUNK = 1 << 20
_SYMLINK = 0o120000


class Archivos:
    """The files in ``place``: a folder, a ZIP, or None if there are no files.

    ``containers`` are folders that addresses name but the copy may lack: if it is a copy of
    ``images/`` alone, the address ``images/foto.jpg`` means its ``foto.jpg``.
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
            # Python deletes the folder with this object, also when reading ends with an error.
            self.temporary = tempfile.TemporaryDirectory(prefix="mudanza-")
            self.carpeta = Path(self.temporary.name).resolve()
            self._unpack(place)
        else:
            raise MudanzaError(
                _("«%(nombre)s» no es una carpeta ni un ZIP: ahí no hay archivos que traer.")
                % {"nombre": place.name}
            )

    def open_file(self, ruta):
        """Return the path of the file at an address, with or without host; None if missing."""
        return next((path for path in self._places(ruta) if path.is_file()), None)

    def nombres(self, ruta):
        """Return the sorted names of the files in the folder at an address; [] if missing."""
        place = next((path for path in self._places(ruta) if path.is_dir()), None)
        return sorted(path.name for path in place.iterdir() if path.is_file()) if place else []

    def _places(self, ruta):
        """Yield the existing paths that an address may mean: whole, then without ``containers``."""
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
        """Return the path of a file by its parts; None if it is no file or lies outside."""
        place = self._place(parts)
        return place if place and place.is_file() else None

    def _place(self, parts):
        try:
            place = self.carpeta.joinpath(*parts).resolve()
            if place.is_relative_to(self.carpeta) and place.exists():
                return place
        except (OSError, ValueError):
            # A name that no file can have: too long, or with a null character.
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
        """Return how many bytes a ZIP may unpack to: no bomb, at most half of the free disk."""
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
            # ``zipfile`` stops at the declared size, and the declared sizes were added up before.
            with package.open(part) as packed, file.open("wb") as out:
                while chunk := packed.read(_CHUNK):
                    out.write(chunk)
        except (*CORTES, ValueError):
            with suppress(OSError, ValueError):  # a name that no file can have
                file.unlink(missing_ok=True)
            self.problemas.append(Problema(name, _("Está dañado dentro del ZIP: no se abre.")))
        except NotImplementedError:
            told = _("Está comprimido de una forma que no se lee: no se abre.")
            self.problemas.append(Problema(name, told))
