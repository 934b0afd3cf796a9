"""The list of procedures: how a reader narrows it, and what it shows of each."""

import re
from dataclasses import dataclass

from base.nombres import nombre_de
from base.texto import plain

from .palabras import estado_en_palabras
from .situacion import situacion_de

MAX_LENGTH = 100
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Filtros:
    """What the query string asks for."""

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


@dataclass(frozen=True)
class Tarjeta:
    titulo: str
    url: str
    resumen: str
    entidad: str
    estado: str


def tarjetas(tramites, index_page, request, adapted):
    """Return the cards of ``tramites`` within the section ``index_page``.

    ``adapted`` maps the translation keys of those that this portal adapts to the pages that do.
    """
    url = index_page.get_url(request)
    cards = []
    for tramite in tramites:
        local = adapted.get(tramite.translation_key)
        cards.append(
            Tarjeta(
                titulo=tramite.title,
                url=f"{url}{tramite.slug}/",
                resumen=tramite.resumen,
                entidad=nombre_de(tramite.entidad) if tramite.entidad else "",
                estado=estado_en_palabras(situacion_de(tramite, local)),
            )
        )
    return cards
