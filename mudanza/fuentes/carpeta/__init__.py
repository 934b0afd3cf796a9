"""Reader of pages that wget or HTTrack saved, in a folder or a ZIP: there is no database."""

from .fuente import Carpeta

__all__ = ["Carpeta"]
