"""Models of the documents, of the norms and of the lists of Ley 168."""

from .documento import DocumentoPage
from .ley168 import FichaLey168Page, Obligacion, PublicacionDeOficio
from .norma import Modificacion, NormaPage

__all__ = [
    "DocumentoPage",
    "FichaLey168Page",
    "Modificacion",
    "NormaPage",
    "Obligacion",
    "PublicacionDeOficio",
]
