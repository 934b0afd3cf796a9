"""How a reader narrows the list of procedures, read from the query string."""

import re
from dataclasses import dataclass

from base.texto import plain

MAX_LENGTH = 100
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Filtros:
    texto: str = ""
    evento: str = ""
    entidad: int | None = None
    letra: str = ""

    @classmethod
    def of(cls, parameters):
        """Read what is in ``parameters``; what means nothing filters nothing."""
        entidad = parameters.get("entidad", "")
        return cls(
            texto=parameters.get("q", "").replace("\x00", "").strip()[:MAX_LENGTH],
            evento=parameters.get("evento", "").replace("\x00", "")[:MAX_LENGTH],
            entidad=int(entidad) if _NUMBER.fullmatch(entidad) else None,
            letra=plain(parameters.get("letra", ""))[:1],
        )

    def __bool__(self):
        return bool(self.texto or self.evento or self.entidad or self.letra)

    def apply(self, tramites):
        if self.texto:
            tramites = tramites.matching(self.texto)
        if self.evento:
            tramites = tramites.filter(eventos__slug=self.evento).distinct()
        if self.entidad:
            tramites = tramites.filter(entidad=self.entidad)
        if self.letra:
            tramites = tramites.starting_with(self.letra)
        return tramites
