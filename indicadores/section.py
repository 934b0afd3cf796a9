"""What this app contributes to the other apps (see :mod:`base.sections`)."""

from aislamiento.rules import everyone, through
from base.sections import Section

from .exports import Indicadores
from .importadores import IndicadoresImportador
from .models import Medida, Valor
from .presentations import IndicadorPresentation
from .views import de_la_entidad

SECTION = Section(
    presentations=(IndicadorPresentation,),
    shown=(Medida,),
    logged=(Medida,),
    entity_parts=(de_la_entidad,),
    datasets=(Indicadores,),
    importers=(IndicadoresImportador,),
    visible={Medida: everyone, Valor: through("page")},
)
