"""Models of transparency: the section, and the files of open data."""

from .archivo import ArchivoDeDatos
from .indice import TransparenciaIndexPage

__all__ = ["ArchivoDeDatos", "TransparenciaIndexPage"]
