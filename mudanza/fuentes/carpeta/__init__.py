"""Pages as wget or HTTrack saved them, in a folder or a ZIP, where nobody has the base."""

from .fuente import Carpeta

__all__ = ["Carpeta"]
