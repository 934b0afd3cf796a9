"""What attending people has for the rest of the house."""

from base.sections import Section

from .conjunto import COMO_SE_RESPONDE
from .estadisticas.presencia import casos

SECTION = Section(datasets=(COMO_SE_RESPONDE,), measures=(casos,))
