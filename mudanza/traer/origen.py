"""Where the files of older portals lie on this server, and how one of them is opened."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from mudanza.fuentes.piezas import MudanzaError
from mudanza.models import Sistema

# What each kind is given as, by the ends of names; a folder of saved pages has none.
TERMINACIONES = {
    Sistema.JOOMLA: (".sql", ".gz", ".zip"),
    Sistema.WORDPRESS: (".xml", ".gz", ".zip"),
    Sistema.CARPETA: (".zip",),
}


def open_source(mudanza):
    """Return the source of a move; raise ``MudanzaError`` where nothing can be read of it."""
    # The readers bring parsers along that no request needs.
    from mudanza.fuentes.abrir import abrir_fuente

    if not Path(mudanza.archivo).exists():
        raise MudanzaError(_("El archivo ya no está en el servidor: póngalo otra vez."))
    return abrir_fuente(mudanza.sistema, mudanza.archivo, mudanza.carpeta or None)


def entries():
    """Return the names of what lies in the folder for older portals, each a path below it."""
    folder = settings.MUDANZA_DIR
    if not folder.is_dir():
        return []
    return sorted(
        (path for path in folder.iterdir() if not path.name.startswith(".")),
        key=lambda path: path.name.lower(),
    )


def path_of(name):
    """Return the path of one of ``entries`` by its name; None of any other."""
    return next((path for path in entries() if path.name == name), None)
