"""The view that serves share cards to networks."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Page

from base.direcciones import section_that_shows
from base.fotos import open_image
from base.frame import Frame
from base.publicas import publicas
from base.tree import in_one_tree
from identidad.share_cards import draw
from servidor.responses import as_drawing

from .card import tarjeta_de


@require_safe
def tarjeta(request, pk, huella):
    """Serve the current card of a public page of this portal; 404 for an older ``huella``."""
    datos = Frame.for_request(request).datos
    page = get_object_or_404(publicas(Page.objects.filter(pk=pk)).select_related("locale"))
    with translation.override(page.locale.language_code):
        page = page.specific
        own = in_one_tree(page.path, datos.site.root_page.path)
        if not own and section_that_shows(page, request) is None:
            raise Http404
        card = tarjeta_de(page, datos)
    if card.huella != huella:
        raise Http404
    return as_drawing(huella, lambda: draw_card(card, datos), huella)


def draw_card(card, datos):
    """Return ``card`` as PNG bytes, with the shield and the skyline of the portal ``datos``."""
    return draw(
        card,
        datos.escudo and open_image(datos.escudo, "max-240x192|format-png"),
        datos.silueta and open_image(datos.silueta, "width-2400|format-png"),
    )
