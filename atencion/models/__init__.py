"""Cases of Atención a la Población, consultas públicas, and opinions on pages."""

from .adjunto import Adjunto
from .caso import Caso, Remitente
from .consulta import ConsultaPublicaPage, ConsultasIndexPage
from .exportacion import Exportacion
from .movimiento import Movimiento
from .notificaciones import AvisoALaPersona, NovedadDeCaso
from .opinion import Opinion
from .page import AtencionPage
from .plantilla import Plantilla
from .respuesta import (
    OpcionMarcada,
    RecuentoDeConsulta,
    RedDeConsulta,
    RespuestaAConsulta,
    TextoDeRespuesta,
)

__all__ = [
    "Adjunto",
    "AtencionPage",
    "AvisoALaPersona",
    "Caso",
    "ConsultaPublicaPage",
    "ConsultasIndexPage",
    "Exportacion",
    "Movimiento",
    "NovedadDeCaso",
    "OpcionMarcada",
    "Opinion",
    "Plantilla",
    "RecuentoDeConsulta",
    "RedDeConsulta",
    "Remitente",
    "RespuestaAConsulta",
    "TextoDeRespuesta",
]
