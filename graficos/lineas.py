from dataclasses import dataclass

from django.utils.functional import cached_property

from base.numeros import numero_en_palabras

from .medidas import decimal, techo
from .tabla import Tabla

# In sizes of the reader's letters (rem): what stands above the plot, and its height.
_TOP, _HEIGHT = 0.8, 9
# Names below the plot, as many as find room on a telephone.
_NAMES = 12


@dataclass(frozen=True)
class Serie:
    """One line; a value of None is not told, and the line stops there."""

    nombre: str
    valores: tuple[float | None, ...]


@dataclass(frozen=True)
class _Linea:
    numero: int
    nombre: str
    tramos: tuple[str, ...]  # the points of each part without gaps
    puntos: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Lineas:
    """Lines over the same ``etiquetas``, told apart by their stroke and not by their colour."""

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

    @cached_property
    def _valores(self):
        return [value for serie in self.series for value in serie.valores if value is not None]

    @cached_property
    def _techo(self):
        return techo(self._valores)

    @cached_property
    def _piso(self):
        """Where the scale begins: at zero, unless something is below."""
        below = [-value for value in self._valores if value < 0]
        return -techo(below) if below else 0

    def _x(self, place):
        return 100 * (place + 0.5) / len(self.etiquetas)

    def _y(self, value):
        """The height of ``value`` in percent of the plot, from above."""
        return 100 * (self._techo - value) / (self._techo - self._piso)

    @property
    def nombres(self):
        """(x, text) of the names below: the first, and one of every so many."""
        step = -(-len(self.etiquetas) // _NAMES)
        return [
            (decimal(self._x(place)), text)
            for place, text in enumerate(self.etiquetas)
            if place % step == 0
        ]

    @property
    def marcas(self):
        """(y, text) of the lines across."""
        return [
            (decimal(_TOP + _HEIGHT * self._y(value) / 100), numero_en_palabras(value))
            for value in sorted({self._piso, 0, self._techo})
        ]

    @property
    def lineas(self):
        """Those of which anything is told."""
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
