"""What the avisos have for the rest of the house."""

from base.sections import Section

from .conjunto import AVISOS
from .models import ModoEmergencia

SECTION = Section(
    shown=(ModoEmergencia, ModoEmergencia.portales.through),
    logged=(ModoEmergencia,),
    datasets=(AVISOS,),
)
