"""What the list of procedures shows of each."""

from dataclasses import dataclass

from base.frame import Frame

from .palabras import estado_en_palabras
from .situacion import situacion_de


@dataclass(frozen=True)
class TarjetaDeTramite:
    titulo: str
    url: str
    entidades: list
    estado: str


def tarjetas(tramites, index_page, request, adapted):
    """Return the cards of ``tramites`` within the section ``index_page``.

    ``adapted`` maps the translation keys of those that this portal adapts to the pages that do.
    """
    answering = index_page.answering(Frame.for_request(request).site)
    url = index_page.get_url(request)
    cards = []
    for tramite in tramites:
        local = adapted.get(tramite.translation_key)
        cards.append(
            TarjetaDeTramite(
                titulo=tramite.title,
                url=f"{url}{tramite.slug}/",
                entidades=[each.nombre for each in answering.get(tramite.pk, ())],
                estado=estado_en_palabras(situacion_de(tramite, local)),
            )
        )
    return cards
