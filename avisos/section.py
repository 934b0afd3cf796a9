"""What the avisos have for the rest of the house."""

from base.sections import Section

from .conjunto import AVISOS
from .models import ModoEmergencia
from .presentations import AvisoPresentation, AvisosIndexPresentation

SECTION = Section(
    presentations=(AvisosIndexPresentation, AvisoPresentation),
    shown=(ModoEmergencia, ModoEmergencia.portales.through),
    logged=(ModoEmergencia,),
    datasets=(AVISOS,),
)
