"""Where a portal announces what it publishes, and what became of each announcement."""

from .anuncio import Anuncio
from .difusion import Difusion

__all__ = ["Anuncio", "Difusion"]
