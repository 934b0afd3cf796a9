"""Models of the Government: órganos, sesiones, consejos populares and planteamientos."""

from .consejo import Circunscripcion, ConsejoPopularPage
from .organos import (
    Acuerdo,
    GobiernoIndexPage,
    Integrante,
    OrganoPage,
    PuntoDelOrden,
    SesionPage,
)
from .planteamientos import (
    CifraDePlanteamientos,
    InformeDePlanteamientosPage,
    PlanteamientoPage,
    PlanteamientosIndexPage,
)

__all__ = [
    "Acuerdo",
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
]
