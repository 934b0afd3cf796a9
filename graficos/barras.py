from dataclasses import dataclass
from textwrap import wrap

from django.utils.functional import cached_property

from base.idiomas import como

from .medidas import decimal
from .tabla import Tabla

# Letters that find room on a telephone of 360 px; what is longer goes on below.
_WIDTH = 36
# In sizes of the reader's letters (rem).
_LINE, _BAR, _GAP = 1.2, 0.7, 0.7
# What a bar leaves for its number, in percent of the width.
_ROOM = 70


@dataclass(frozen=True)
class _Barra:
    lineas: tuple[tuple[str, str], ...]  # (height, text)
    y: str
    ancho: str
    texto_x: str
    texto_y: str
    valor: str


@dataclass(frozen=True)
class Barras:
    """Lying bars, one below the other.

    ``filas`` are (name, number, text): the number None where it is not told, and the text what
    to write beside the bar. ``clave`` tells the charts of one page apart. The longest bar is the
    highest number, or ``tope``, where all charts of a kind have one scale.
    """

    clave: str
    titulo: str
    descripcion: str
    filas: tuple[tuple[str, float | None, str], ...]
    tabla: Tabla | None
    tope: float = 0

    plantilla = "graficos/barras.html"

    @cached_property
    def _drawn(self):
        highest = max(self.tope, *(number or 0 for _name, number, _text in self.filas), 0)
        bars, y = [], 0
        for name, number, text in self.filas:
            lines = []
            for line in wrap(name, _WIDTH) or [""]:
                y += _LINE
                lines.append((decimal(y), como(name, line)))
            width = _ROOM * number / highest if number and number > 0 else 0
            y += _LINE / 3
            bars.append(
                _Barra(
                    lineas=tuple(lines),
                    y=decimal(y),
                    ancho=decimal(width),
                    texto_x=decimal(width + 1.5 if width else 0),
                    texto_y=decimal(y + _BAR - 0.05),
                    valor=text,
                )
            )
            y += _BAR + _GAP
        return tuple(bars), y

    @property
    def barras(self):
        return self._drawn[0]

    @property
    def alto(self):
        return decimal(self._drawn[1])
