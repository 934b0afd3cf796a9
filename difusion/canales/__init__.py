"""The channels in which a portal announces; each knows how its peer is spoken to.

A channel has ``is_on``, ``announce(anuncio, pagina, leaving)``, which returns how the peer calls
the message, ``test()``, and says by ``repite`` whether what may have arrived can be sent again.
"""

from difusion.models import Anuncio

from .telegram import Telegram
from .webhook import Webhook

CANALES = {Anuncio.Canal.TELEGRAM: Telegram, Anuncio.Canal.WEBHOOK: Webhook}


def canal_de(nombre, ajustes):
    """Return the channel ``nombre`` as the settings of a portal, ``ajustes``, have it."""
    return CANALES[nombre](ajustes)


def encendidos(ajustes):
    """Return the names of the channels in which a portal announces."""
    return [nombre for nombre, canal in CANALES.items() if canal(ajustes).is_on]
