"""Models of trámites, which the province writes once and each portal adapts."""

from .estado import ConEstado
from .eventos import EventoDeVida
from .indice import TramiteDestacado, TramitesIndexPage
from .local import CostoLocal, OficinaLocal, TramiteLocalPage
from .partes import BaseLegal, Costo, OtraEntidad, Paso, Planilla, Requisito
from .tramite import TramitePage

__all__ = [
    "BaseLegal",
    "ConEstado",
    "Costo",
    "CostoLocal",
    "EventoDeVida",
    "OficinaLocal",
    "OtraEntidad",
    "Paso",
    "Planilla",
    "Requisito",
    "TramiteDestacado",
    "TramiteLocalPage",
    "TramitePage",
    "TramitesIndexPage",
]
