"""The channels in which a portal announces its pages.

A channel has ``is_on``, ``announce(anuncio, pagina, leaving)``, which returns the receiver's id of
the message, and ``test()``; ``repite`` is true if a message that may have arrived can be repeated.
"""

from difusion.models import Anuncio

from .telegram import Telegram
from .webhook import Webhook

CANALES = {Anuncio.Canal.TELEGRAM: Telegram, Anuncio.Canal.WEBHOOK: Webhook}


def canal_de(nombre, ajustes):
    """Return the channel ``nombre`` with ``ajustes``, the :class:`Difusion` of a portal."""
    return CANALES[nombre](ajustes)


def encendidos(ajustes):
    """Return the names of the channels that are on in the settings of a portal."""
    return [nombre for nombre, canal in CANALES.items() if canal(ajustes).is_on]
