"""Current avisos of the portal of a request, which every page shows."""

from base.frame import Frame
from servidor.caches.fragments import fragment

from .cards import aviso_cards
from .models import AvisoPage, AvisosIndexPage


def seccion_de_avisos(request):
    """Return the public section of avisos of this portal, or None."""
    return Frame.for_request(request).seccion(AvisosIndexPage)


def avisos_vigentes(request):
    """Return the cards of the current avisos, the most severe first.

    The cards are cached for a short time; those that have ended meanwhile are left out.
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
