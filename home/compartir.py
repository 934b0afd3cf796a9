"""What stands for a portal where no page of it is: shown before it is saved in its settings."""

from django.template.response import TemplateResponse

from base.emblemas import draw_icon, embedded
from base.frame import Frame
from base.share_cards.card import tarjeta_de
from base.share_cards.views import draw_card
from identidad.iconos import PANTALLA, PESTANA


def al_compartir(request, portada):
    """Show the card and the icons of the portal of ``portada``, drawn for nobody but who asks."""
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
