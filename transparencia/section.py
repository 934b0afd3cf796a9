"""What results and documents have for the rest of the house."""

from base.sections import Section

from .documentos.exports import DOCUMENTOS
from .documentos.importador import DocumentosImportador
from .documentos.presentations import DocumentoPresentation
from .documentos.queries import retirados
from .documentos.views import de_la_entidad as documentos
from .gobierno.exports import ACUERDOS, DELEGADOS
from .gobierno.importadores import ConsejosImportador, OrganosImportador, SesionesImportador
from .gobierno.presentations import (
    ConsejoPopularPresentation,
    GobiernoIndexPresentation,
    OrganoPresentation,
    SesionPresentation,
)
from .indicadores.exports import INDICADORES
from .indicadores.importador import IndicadoresImportador
from .indicadores.presentations import IndicadorPresentation
from .indicadores.views import de_la_entidad as indicadores
from .ley168.exports import LEY_168
from .ley168.presencia import ley168 as presencia_de_ley168
from .ley168.presentations import FichaLey168Presentation
from .ley168.views import de_la_entidad as ley168
from .models import Medida, Obligacion
from .normas.exports import NORMAS
from .normas.presentations import NormaPresentation
from .planteamientos.exports import PLANTEAMIENTOS
from .planteamientos.importadores import (
    InformesDePlanteamientosImportador,
    PlanteamientosImportador,
)
from .planteamientos.presentations import (
    InformeDePlanteamientosPresentation,
    PlanteamientoPresentation,
    PlanteamientosIndexPresentation,
)
from .planteamientos.views import de_la_entidad as planteamientos
from .presentations import TransparenciaIndexPresentation

SECTION = Section(
    presentations=(
        GobiernoIndexPresentation,
        OrganoPresentation,
        SesionPresentation,
        ConsejoPopularPresentation,
        TransparenciaIndexPresentation,
        IndicadorPresentation,
        DocumentoPresentation,
        NormaPresentation,
        FichaLey168Presentation,
        PlanteamientosIndexPresentation,
        InformeDePlanteamientosPresentation,
        PlanteamientoPresentation,
    ),
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
