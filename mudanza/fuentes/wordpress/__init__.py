"""A WordPress: what it gives in «Herramientas → Exportar», and the folder of its uploads."""

from .fuente import WordPress

__all__ = ["WordPress"]
