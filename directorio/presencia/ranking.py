"""Ranking of entidades or portals by the index, from the highest to those without data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from base.idiomas import como
from base.texto import plain
from graficos import Barras, Tabla

from .registro import Fraccion, componentes, en_porcentaje, indice


@dataclass(frozen=True)
class Puesto:
    """Entidad or portal in a ranking; equal percentages share the same ``lugar``."""

    nombre: str
    url: str = ""
    partes: Mapping[str, Fraccion] = field(default_factory=dict)
    lugar: int | None = None

    @property
    def indice(self):
        return indice(self.partes)

    @property
    def indice_en_palabras(self):
        return en_porcentaje(self.indice)

    @property
    def detalles(self):
        """[(title, percentage, text)] of the components that apply, by weight, highest first."""
        return [
            (item.titulo, en_porcentaje(parte.porcentaje), item.en_palabras(parte))
            for item in componentes()
            if (parte := self.partes.get(item.clave))
        ]

    def porcentaje(self, clave=""):
        """Return the percentage of the component ``clave``, or the index; None if not measured."""
        if not clave:
            return self.indice
        parte = self.partes.get(clave)
        return None if parte is None else int(parte.porcentaje)


def sort_rows(filas, clave=""):
    """Return ``filas`` sorted and with ``lugar``, by the index or by the component ``clave``."""
    measured = [(fila.porcentaje(clave), fila) for fila in filas]

    def order(pair):
        number, fila = pair
        return (number is None, -(number or 0), plain(fila.nombre))

    ordered, place, last = [], 0, None
    for count, (number, fila) in enumerate(sorted(measured, key=order), start=1):
        if number != last:
            place, last = count, number
        ordered.append(replace(fila, lugar=None if number is None else place))
    return ordered


def grafico(filas, *, clave, titulo, descripcion, componente="", tabla=None):
    """Return a bar chart of ``filas``; its scale always ends at 100 %.

    ``tabla`` is the table with the same data, if the page shows none below the chart.
    """
    numbers = [(fila, fila.porcentaje(componente)) for fila in filas]
    return Barras(
        clave=clave,
        titulo=titulo,
        descripcion=descripcion,
        filas=tuple(
            (
                como(fila.nombre, f"{fila.lugar}. {fila.nombre}") if fila.lugar else fila.nombre,
                number,
                en_porcentaje(number),
            )
            for fila, number in numbers
        ),
        tabla=tabla,
        tope=100,
    )


def tabla_de(filas, que):
    """Return a table of ``filas`` with index and components; ``que`` heads the first column."""
    told = [item for item in componentes() if any(item.clave in fila.partes for fila in filas)]

    def cells(fila):
        parts = (fila.porcentaje(item.clave) for item in told)
        return ("—" if number is None else en_porcentaje(number) for number in parts)

    return Tabla(
        cabeceras=(que, _("Lugar"), _("Índice"), *(str(item.titulo) for item in told)),
        filas=tuple(
            (fila.nombre, str(fila.lugar or "—"), fila.indice_en_palabras, *cells(fila))
            for fila in filas
        ),
    )
