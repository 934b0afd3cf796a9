"""A file that somebody sends, read into sheets of text; whatever is wrong with it, in Spanish."""

from .archivo import read_file
from .tabla import FilaDeHoja, IlegibleError, Tabla

__all__ = ["FilaDeHoja", "IlegibleError", "Tabla", "read_file"]
