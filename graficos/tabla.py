from dataclasses import dataclass


@dataclass(frozen=True)
class Tabla:
    """The numbers of a chart as a table; the first text of each of ``filas`` is its heading."""

    cabeceras: tuple[str, ...]
    filas: tuple[tuple[str, ...], ...]
