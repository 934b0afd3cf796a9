"""Models of the Government and of transparency: pages, their rows and lists of the province."""

from .archivo import ArchivoDeDatos
from .consejo import Circunscripcion, ConsejoPopularPage
from .documento import DocumentoPage
from .gobierno import (
    Acuerdo,
    GobiernoIndexPage,
    Integrante,
    OrganoPage,
    PuntoDelOrden,
    SesionPage,
)
from .indice import TransparenciaIndexPage
from .ley168 import FichaLey168Page, Obligacion, PublicacionDeOficio
from .norma import Modificacion, NormaPage
from .planteamientos import (
    CifraDePlanteamientos,
    InformeDePlanteamientosPage,
    PlanteamientoPage,
    PlanteamientosIndexPage,
)

__all__ = [
    "Acuerdo",
    "ArchivoDeDatos",
    "CifraDePlanteamientos",
    "Circunscripcion",
    "ConsejoPopularPage",
    "DocumentoPage",
    "FichaLey168Page",
    "GobiernoIndexPage",
    "InformeDePlanteamientosPage",
    "Integrante",
    "Modificacion",
    "NormaPage",
    "Obligacion",
    "OrganoPage",
    "PlanteamientoPage",
    "PlanteamientosIndexPage",
    "PublicacionDeOficio",
    "PuntoDelOrden",
    "SesionPage",
    "TransparenciaIndexPage",
]
