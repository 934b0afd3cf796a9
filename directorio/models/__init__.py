"""Models of the directory: entidades with their rows, citizens' informes and the lists; the base
class of the pages that other rooms put below entidades."""

from .contacto import Contacto
from .debajo import DeUnaEntidad
from .entidad import EntidadPage
from .filas import Autoridad, Horario, HorarioEspecial, Servicio
from .indice import DirectorioIndexPage
from .informes import InformeDeDato
from .listas import DiaFeriado, TipoEntidad

__all__ = [
    "Autoridad",
    "Contacto",
    "DeUnaEntidad",
    "DiaFeriado",
    "DirectorioIndexPage",
    "EntidadPage",
    "Horario",
    "HorarioEspecial",
    "InformeDeDato",
    "Servicio",
    "TipoEntidad",
]
