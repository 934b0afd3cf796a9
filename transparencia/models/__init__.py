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

__all__ = [
    "Acuerdo",
    "Circunscripcion",
    "ConsejoPopularPage",
    "DocumentoPage",
    "GobiernoIndexPage",
    "IndicadorPage",
    "Integrante",
    "Medida",
    "Modificacion",
    "NormaPage",
    "OrganoPage",
    "PuntoDelOrden",
    "SesionPage",
    "TransparenciaIndexPage",
    "Valor",
]
