from dataclasses import dataclass


@dataclass(frozen=True)
class Tabla:
    """What a chart shows, to be read: ``filas`` are texts, the first of each names the row."""

    cabeceras: tuple[str, ...]
    filas: tuple[tuple[str, ...], ...]
