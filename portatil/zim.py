"""The copy of a portal as a ZIM file, for Kiwix, with which people here read encyclopaedias.

Debian's ``zim-tools`` makes it from the files of the ZIP; nothing else needs that package.
"""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from base.emblemas import draw_icon

from . import archivo

PROGRAM = "zimwriterfs"
_ICON, _SIDE = "icono-de-kiwix.png", 48  # pixels, as the format wants
_TITLE, _DESCRIPTION = 30, 80  # the most letters that it allows


class ZimError(Exception):
    """No ZIM file can be made; the text tells an operator why."""


def write_zim(datos, carpeta):
    """Write the newest copy of the portal with the settings ``datos`` as a ZIM into a folder.

    Returns the :class:`Path` of the file, whose name is the host of the portal; an older one is
    replaced. Raises :class:`ZimError`.
    """
    host = datos.site.hostname
    made = archivo.hecho(host)
    if made is None:
        raise ZimError(_("Todavía no hay copia de «%(slug)s».") % {"slug": datos.slug})
    if shutil.which(PROGRAM) is None:
        raise ZimError(_("Falta el paquete zim-tools de Debian."))
    target = Path(carpeta) / f"{host}.zim"
    try:
        with TemporaryDirectory(dir=carpeta) as folder:
            files, new = Path(folder) / "copia", Path(folder) / target.name
            with ZipFile(made.ruta) as archive:
                archive.extractall(files)
            (files / _ICON).write_bytes(draw_icon(datos, _SIDE))
            _run(datos, files, new)
            new.replace(target)
    except OSError as error:
        raise ZimError(f"{carpeta}: {error.strerror or error}") from error
    return target


def _run(datos, files, new):
    told = {
        "welcome": "index.html",
        "illustration": _ICON,
        "language": "spa",
        "name": f"cu_{datos.slug}",
        "title": Truncator(datos.nombre).chars(_TITLE),
        "description": Truncator(datos.titulo).chars(_DESCRIPTION),
        "creator": datos.titulo,
        "publisher": datos.titulo,
        "source": datos.site.root_url,
        "threads": "1",  # the portals go on serving meanwhile
    }
    options = [f"--{name}={value}" for name, value in told.items()]
    done = subprocess.run([PROGRAM, *options, files, new], capture_output=True, text=True)
    if done.returncode or not new.exists():
        raise ZimError((done.stderr or done.stdout).strip()[-500:])
