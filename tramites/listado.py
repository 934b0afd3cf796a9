"""What the list of procedures shows of each."""

from dataclasses import dataclass

from base.nombres import nombre_de

from .palabras import estado_en_palabras
from .situacion import situacion_de


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
