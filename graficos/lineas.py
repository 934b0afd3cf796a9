from dataclasses import dataclass

from django.utils.functional import cached_property

from base.numeros import numero_en_palabras

from .medidas import decimal, techo
from .tabla import Tabla

# In rem, so that the chart grows with the reader's font size: space above the plot, and its height.
_TOP, _HEIGHT = 0.8, 9
# The most labels below the plot that fit on a phone.
_NAMES = 12


@dataclass(frozen=True)
class Serie:
    """One line of the chart; it has a gap where the value is None."""

    nombre: str
    valores: tuple[float | None, ...]


@dataclass(frozen=True)
class _Linea:
    numero: int
    nombre: str
    tramos: tuple[str, ...]  # SVG points of each part without gaps
    puntos: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Lineas:
    """Line chart; all series share ``etiquetas`` and differ by their stroke, not their colour."""

    clave: str
    titulo: str
    descripcion: str
    etiquetas: tuple[str, ...]
    series: tuple[Serie, ...]
    tabla: Tabla

    plantilla = "graficos/lineas.html"
    alto = decimal(_TOP + _HEIGHT + 1.6)
    arriba = decimal(_TOP)
    alto_de_lineas = decimal(_HEIGHT)
    etiquetas_y = decimal(_TOP + _HEIGHT + 1.3)

    @property
    def vacia(self):
        """Whether all values are zero or missing: then only the table is shown."""
        return not any(self._valores)

    @cached_property
    def _valores(self):
        return [value for serie in self.series for value in serie.valores if value is not None]

    @cached_property
    def _techo(self):
        return techo(self._valores)

    @cached_property
    def _piso(self):
        """Start of the scale: zero, or less if there are negative values."""
        below = [-value for value in self._valores if value < 0]
        return -techo(below) if below else 0

    def _x(self, place):
        return 100 * (place + 0.5) / len(self.etiquetas)

    def _y(self, value):
        """Return the position of ``value``, in percent of the plot's height from its top."""
        return 100 * (self._techo - value) / (self._techo - self._piso)

    @property
    def nombres(self):
        """List of (x, text) for the labels below the plot: the first and one in every ``step``."""
        step = -(-len(self.etiquetas) // _NAMES)
        return [
            (decimal(self._x(place)), text)
            for place, text in enumerate(self.etiquetas)
            if place % step == 0
        ]

    @property
    def marcas(self):
        """List of (y, text) for the horizontal lines of the scale."""
        return [
            (decimal(_TOP + _HEIGHT * self._y(value) / 100), numero_en_palabras(value))
            for value in sorted({self._piso, 0, self._techo})
        ]

    @property
    def lineas(self):
        """The lines that have at least one value."""
        lines = (self._line(number, serie) for number, serie in enumerate(self.series, start=1))
        return [line for line in lines if line.puntos]

    def _line(self, number, serie):
        told, parts = [], [[]]
        for place, value in enumerate(serie.valores):
            if value is None:
                parts.append([])
                continue
            x = decimal(self._x(place))
            parts[-1].append(f"{x},{decimal(self._y(value))}")
            told.append((x, decimal(_TOP + _HEIGHT * self._y(value) / 100)))
        return _Linea(
            numero=number,
            nombre=serie.nombre,
            tramos=tuple(" ".join(part) for part in parts if len(part) > 1),
            puntos=tuple(told),
        )
