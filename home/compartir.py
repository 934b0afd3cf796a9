"""Preview of the sharing card and icons of a portal, before its settings are saved."""

from django.template.response import TemplateResponse

from base.emblemas import draw_icon, embedded
from base.frame import Frame
from base.share_cards.card import tarjeta_de
from base.share_cards.views import draw_card
from identidad.iconos import PANTALLA, PESTANA


def al_compartir(request, portada):
    """Render the sharing card and icons of the portal of ``portada``, embedded and not stored."""
    datos = Frame.for_request(request, portada).datos
    card = tarjeta_de(portada, datos)
    context = {
        "page": portada,
        "tarjeta": embedded(draw_card(card, datos)),
        "texto_alternativo": card.texto_alternativo,
        "icono": embedded(draw_icon(datos, PANTALLA)),
        "icono_de_pestana": embedded(draw_icon(datos, PESTANA)),
    }
    return TemplateResponse(request, "home/al_compartir.html", context)
