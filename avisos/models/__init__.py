"""What people must know now: avisos with a period and a scope."""

from .aviso import AvisoPage, Instruccion
from .emergencia import ModoEmergencia
from .indice import AvisosIndexPage
from .mensaje import Mensaje

__all__ = ["AvisoPage", "AvisosIndexPage", "Instruccion", "Mensaje", "ModoEmergencia"]
