"""The avisos that hold now in the portal of a request, for every page of it."""

from base.frame import Frame
from servidor.caches.fragments import fragment

from .cards import aviso_cards
from .models import AvisoPage, AvisosIndexPage


def seccion_de_avisos(request):
    """Return the public section of avisos of this portal, or None."""
    return Frame.for_request(request).seccion(AvisosIndexPage)


def avisos_vigentes(request):
    """Return the cards of what holds now, the most severe first.

    They are kept for a few seconds, and with each the moment of its end: what has ended
    meanwhile is left out.
    """
    frame = Frame.for_request(request)
    cards = fragment(
        f"avisos-{frame.inicio.pk}",
        lambda: aviso_cards(
            AvisoPage.objects.para(frame.datos).vigentes(),
            request,
            seccion_de_avisos(request),
        ),
    )
    return [card for card in cards if not card.ha_terminado]
