"""Charts drawn on the server: an SVG of attributes alone, and the same numbers as a table.

Programs that draw charts for us write styles or scripts into the page, which its policy of
contents forbids, or a picture of one fixed size (docs/decisions/0032). These are as wide as the
screen and as large as the letters of the reader, and need no colour to be understood.
"""

from .barras import Barras
from .lineas import Lineas, Serie
from .tabla import Tabla

__all__ = ["Barras", "Lineas", "Serie", "Tabla"]
