from dataclasses import dataclass
from textwrap import wrap

from django.utils.functional import cached_property

from base.idiomas import como

from .medidas import decimal
from .tabla import Tabla

# Characters that fit on a phone 360 px wide; a longer name continues on the next line.
_WIDTH = 36
# In rem, so that the chart grows with the reader's font size.
_LINE, _BAR, _GAP = 1.2, 0.7, 0.7
# Length of the longest bar, in percent of the width: the rest is for its number.
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
    """Chart of horizontal bars, one below the other.

    ``filas`` are (name, number, text): the number is None if there is no value, and the text is
    written beside the bar. ``clave`` must be unique in the page. The scale ends at the highest
    number, or at ``tope`` if that is higher, so that several charts can share one scale.
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
