"""A preview as lines of text."""

from .models import Fila
from .servicio import counts_of

_MARKS = {
    Fila.Estado.NUEVA: "+",
    Fila.Estado.CAMBIADA: "~",
    Fila.Estado.IGUAL: "=",
    Fila.Estado.ERROR: "!",
}


def report(importacion):
    """Yield what each row comes to, and how many there are of each kind."""
    yield from importacion.notas
    for fila in importacion.filas.all():
        yield f"{_MARKS[fila.estado]} {fila.clave or '—'}: {fila.titulo}".rstrip(": ")
        for error in fila.errores:
            yield f"    {error['celda']}: {error['mensaje']}"
        if fila.estado == Fila.Estado.CAMBIADA:
            for change in fila.cambios:
                yield f"    {change['donde']}: «{change['antes']}» → «{change['despues']}»"
        if fila.nota:
            yield f"    {fila.nota}"
        for missing in fila.avisos:
            yield f"    Antes de publicarla: {missing}"
    counts = counts_of(importacion)
    yield ", ".join(
        f"{str(name).lower()}: {counts[estado]}" for estado, name in Fila.PLURALES.items()
    )
