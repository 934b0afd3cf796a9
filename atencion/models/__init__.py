"""What people ask of their Government, and what they are answered."""

from .adjunto import Adjunto
from .avisos import AvisoALaPersona, AvisoDePlazo, NovedadDeCaso
from .caso import Caso, Remitente
from .exportacion import Exportacion
from .movimiento import Movimiento
from .opinion import Opinion
from .page import AtencionPage
from .plantilla import Plantilla

__all__ = [
    "Adjunto",
    "AtencionPage",
    "AvisoALaPersona",
    "AvisoDePlazo",
    "Caso",
    "Exportacion",
    "Movimiento",
    "NovedadDeCaso",
    "Opinion",
    "Plantilla",
    "Remitente",
]
