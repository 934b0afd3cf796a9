"""Models of the directory: entidades with their rows, citizens' informes and the lists."""

from .contacto import Contacto
from .entidad import EntidadPage
from .filas import Autoridad, Horario, HorarioEspecial, Servicio
from .indice import DirectorioIndexPage
from .informes import InformeDeDato
from .listas import DiaFeriado, TipoEntidad

__all__ = [
    "Autoridad",
    "Contacto",
    "DiaFeriado",
    "DirectorioIndexPage",
    "EntidadPage",
    "Horario",
    "HorarioEspecial",
    "InformeDeDato",
    "Servicio",
    "TipoEntidad",
]
