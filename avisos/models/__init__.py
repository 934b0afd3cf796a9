"""Models of avisos (each with a period and a scope), their messages and the emergency mode."""

from .aviso import AvisoPage, Instruccion
from .emergencia import ModoEmergencia
from .indice import AvisosIndexPage
from .mensaje import Mensaje

__all__ = ["AvisoPage", "AvisosIndexPage", "Instruccion", "Mensaje", "ModoEmergencia"]
