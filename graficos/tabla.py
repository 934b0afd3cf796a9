from dataclasses import dataclass


@dataclass(frozen=True)
class Tabla:
    """What a chart shows, to be read: ``filas`` are texts, the first of each names the row."""

    cabeceras: tuple[str, ...]
    filas: tuple[tuple[str, ...], ...]

    @property
    def rotuladas(self):
        """(name, [(heading, text)]) of each row: where there is no room, each text says its own."""
        headings = self.cabeceras[1:]
        return [(name, list(zip(headings, texts, strict=True))) for name, *texts in self.filas]
