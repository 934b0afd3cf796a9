"""A file that somebody sends, read into sheets of text; whatever is wrong with it, in Spanish."""

from .archivo import read_file
from .tabla import Fila, IlegibleError, Tabla

__all__ = ["Fila", "IlegibleError", "Tabla", "read_file"]
