"""Charts drawn on the server: an SVG that uses only attributes, and the same numbers as a table.

Chart libraries put styles or scripts into the page, which our Content Security Policy forbids, or
make a picture of one fixed size (docs/decisions/0032). These charts are as wide as the screen,
grow with the reader's font size and can be understood without colours.
"""

from .barras import Barras
from .lineas import Lineas, Serie
from .tabla import Tabla

__all__ = ["Barras", "Lineas", "Serie", "Tabla"]
