"""What people ask of their Government, and what they are answered."""

from .adjunto import Adjunto
from .caso import Caso, Remitente
from .movimiento import Movimiento
from .page import AtencionPage
from .plantilla import Plantilla

__all__ = ["Adjunto", "AtencionPage", "Caso", "Movimiento", "Plantilla", "Remitente"]
