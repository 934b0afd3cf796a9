"""The folder of older portals on this server (``MUDANZA_DIR``), and how a source is opened."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from mudanza.fuentes.piezas import MudanzaError
from mudanza.models import Sistema

# Endings of the files of each kind; saved pages may also be in a folder, whose name has no ending.
TERMINACIONES = {
    Sistema.JOOMLA: (".sql", ".gz", ".zip"),
    Sistema.WORDPRESS: (".xml", ".gz", ".zip"),
    Sistema.CARPETA: (".zip",),
}


def open_source(mudanza):
    """Return the ``Fuente`` of a mudanza; raise ``MudanzaError`` if it cannot be read."""
    # Imported here, because the readers import parsers that no request needs.
    from mudanza.fuentes.apertura import open_source

    if not Path(mudanza.archivo).exists():
        raise MudanzaError(_("El archivo ya no está en el servidor: póngalo otra vez."))
    return open_source(mudanza.sistema, mudanza.archivo, mudanza.carpeta or None)


def entries():
    """Return the paths of files and folders in ``MUDANZA_DIR``, by name, without hidden ones."""
    folder = settings.MUDANZA_DIR
    if not folder.is_dir():
        return []
    return sorted(
        (path for path in folder.iterdir() if not path.name.startswith(".")),
        key=lambda path: path.name.lower(),
    )


def path_of(name):
    """Return the path with this name among ``entries``, or None."""
    return next((path for path in entries() if path.name == name), None)
