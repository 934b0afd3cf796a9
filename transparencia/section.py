"""What results and documents have for the rest of the house."""

from base.sections import Section

from .documentos.conjunto import DOCUMENTOS
from .documentos.importador import DocumentosImportador
from .documentos.listado import de_la_entidad as documentos
from .documentos.retirados import retirados
from .gobierno.conjuntos import ACUERDOS, DELEGADOS
from .gobierno.importadores import ConsejosImportador, OrganosImportador, SesionesImportador
from .indicadores.conjunto import INDICADORES
from .indicadores.importador import IndicadoresImportador
from .indicadores.listado import de_la_entidad as indicadores
from .ley168.datos import LEY_168
from .ley168.listado import de_la_entidad as ley168
from .ley168.presencia import ley168 as presencia_de_ley168
from .models import Medida, Obligacion
from .normas.conjunto import NORMAS
from .planteamientos.datos import PLANTEAMIENTOS
from .planteamientos.importadores import (
    InformesDePlanteamientosImportador,
    PlanteamientosImportador,
)
from .planteamientos.parte import de_la_entidad as planteamientos

SECTION = Section(
    shown=(Medida, Obligacion),
    logged=(Medida, Obligacion),
    entity_parts=(indicadores, documentos, ley168),
    parts_of_any_entity=(planteamientos,),
    withdrawn=(retirados,),
    datasets=(INDICADORES, PLANTEAMIENTOS, LEY_168, DOCUMENTOS, NORMAS, ACUERDOS, DELEGADOS),
    importers=(
        ConsejosImportador,
        OrganosImportador,
        SesionesImportador,
        IndicadoresImportador,
        DocumentosImportador,
        InformesDePlanteamientosImportador,
        PlanteamientosImportador,
    ),
    measures=(presencia_de_ley168,),
)
