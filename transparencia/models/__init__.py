"""Models of the Government and of transparency: pages, their rows and lists of the province."""

from .archivo import ArchivoDeDatos
from .consejo import Circunscripcion, ConsejoPopularPage
from .gobierno import (
    Acuerdo,
    GobiernoIndexPage,
    Integrante,
    OrganoPage,
    PuntoDelOrden,
    SesionPage,
)
from .indice import TransparenciaIndexPage
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
    "GobiernoIndexPage",
    "InformeDePlanteamientosPage",
    "Integrante",
    "OrganoPage",
    "PlanteamientoPage",
    "PlanteamientosIndexPage",
    "PuntoDelOrden",
    "SesionPage",
    "TransparenciaIndexPage",
]
