"""Reader of WordPress: the file of «Herramientas → Exportar», and the folder of its uploads."""

from .fuente import WordPress

__all__ = ["WordPress"]
