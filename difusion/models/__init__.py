"""Models: the channels of each portal, and the anuncios with their states."""

from .anuncio import Anuncio
from .difusion import Difusion

__all__ = ["Anuncio", "Difusion"]
