"""What the Government is, promised and did, so that anyone can check it."""

from .documento import DocumentoPage
from .gobierno import (
    Acuerdo,
    Circunscripcion,
    ConsejoPopularPage,
    GobiernoIndexPage,
    Integrante,
    OrganoPage,
    PuntoDelOrden,
    SesionPage,
)
from .indicador import IndicadorPage, Medida, Valor
from .indice import TransparenciaIndexPage
from .norma import Modificacion, NormaPage
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
    "DocumentoPage",
    "GobiernoIndexPage",
    "IndicadorPage",
    "InformeDePlanteamientosPage",
    "Integrante",
    "Medida",
    "Modificacion",
    "NormaPage",
    "OrganoPage",
    "PlanteamientoPage",
    "PlanteamientosIndexPage",
    "PuntoDelOrden",
    "SesionPage",
    "TransparenciaIndexPage",
    "Valor",
]
