"""What the directory has for the rest of the house."""

from base.sections import Section

from .conjunto import DIRECTORIO
from .importador import EntidadesImportador
from .models import DiaFeriado, TipoEntidad
from .presencia.componentes import contactos, datos
from .presentations import DirectorioIndexPresentation, EntidadPresentation

SECTION = Section(
    presentations=(DirectorioIndexPresentation, EntidadPresentation),
    shown=(TipoEntidad, DiaFeriado),
    logged=(TipoEntidad, DiaFeriado),
    datasets=(DIRECTORIO,),
    importers=(EntidadesImportador,),
    measures=(contactos, datos),
)
