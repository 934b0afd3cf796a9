"""What attending people has for the rest of the house."""

from base.sections import Section

from .conjunto import COMO_SE_RESPONDE
from .estadisticas.presencia import casos
from .presentations import (
    AtencionPresentation,
    ConsultaPublicaPresentation,
    ConsultasIndexPresentation,
)

SECTION = Section(
    presentations=(AtencionPresentation, ConsultasIndexPresentation, ConsultaPublicaPresentation),
    datasets=(COMO_SE_RESPONDE,),
    measures=(casos,),
)
