"""Reads an uploaded file into sheets of text; the errors for the user are in Spanish."""

from .archivo import read_file
from .tabla import FilaDeHoja, IlegibleError, Tabla

__all__ = ["FilaDeHoja", "IlegibleError", "Tabla", "read_file"]
