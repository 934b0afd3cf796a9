"""What the procedures have for the rest of the house."""

from base.sections import Section

from .conjunto import TRAMITES
from .importador import TramitesImportador, TramitesLocalesImportador
from .models import EventoDeVida
from .presencia import tramites
from .presentations import (
    TramiteLocalPresentation,
    TramitePresentation,
    TramitesIndexPresentation,
)

SECTION = Section(
    presentations=(TramitesIndexPresentation, TramitePresentation, TramiteLocalPresentation),
    shown=(EventoDeVida,),
    logged=(EventoDeVida,),
    datasets=(TRAMITES,),
    importers=(TramitesImportador, TramitesLocalesImportador),
    measures=(tramites,),
)
