"""Cards of the list of trámites."""

from dataclasses import dataclass

from base.frame import Frame

from .palabras import EstadoVisible, estado_visible
from .situacion import situacion_de


@dataclass(frozen=True)
class TarjetaDeTramite:
    titulo: str
    url: str
    entidades: list
    estado: EstadoVisible | None


def tarjetas(tramites, index_page, request, adapted):
    """Return the cards of ``tramites`` in the section ``index_page``.

    ``adapted`` is {translation key of a trámite: trámite local of this portal}.
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
                estado=estado_visible(situacion_de(tramite, local)),
            )
        )
    return cards
