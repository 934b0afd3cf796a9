"""What the citizen's search reads and keeps."""

from .ficha import Ficha, Grupo, Palabra

__all__ = ["Ficha", "Grupo", "Palabra"]
