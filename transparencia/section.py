"""What this app contributes to the other apps (see :mod:`base.sections`)."""

from aislamiento.rules import everyone, of_the_province, through
from base.sections import Section

from . import models
from .documentos.exports import Documentos
from .documentos.importadores import DocumentosImportador
from .documentos.presentations import DocumentoPresentation
from .documentos.queries import retirados
from .documentos.views import de_la_entidad as documentos
from .gobierno.exports import Acuerdos, Delegados
from .gobierno.importadores import ConsejosImportador, OrganosImportador, SesionesImportador
from .gobierno.presentations import (
    ConsejoPopularPresentation,
    GobiernoIndexPresentation,
    OrganoPresentation,
    SesionPresentation,
)
from .ley168.exports import Ley168
from .ley168.presencia import ley168 as presencia_de_ley168
from .ley168.presentations import FichaLey168Presentation
from .ley168.views import de_la_entidad as ley168
from .normas.exports import Normas
from .normas.presentations import NormaPresentation
from .planteamientos.exports import Planteamientos
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
        DocumentoPresentation,
        NormaPresentation,
        FichaLey168Presentation,
        PlanteamientosIndexPresentation,
        InformeDePlanteamientosPresentation,
        PlanteamientoPresentation,
    ),
    shown=(models.Obligacion,),
    logged=(models.Obligacion,),
    entity_parts=(documentos, ley168),
    parts_of_any_entity=(planteamientos,),
    withdrawn=(retirados,),
    datasets=(Planteamientos, Ley168, Documentos, Normas, Acuerdos, Delegados),
    importers=(
        ConsejosImportador,
        OrganosImportador,
        SesionesImportador,
        DocumentosImportador,
        InformesDePlanteamientosImportador,
        PlanteamientosImportador,
    ),
    measures=(presencia_de_ley168,),
    visible={
        models.Obligacion: everyone,
        (models.Integrante, models.Acuerdo, models.PuntoDelOrden): through("page"),
        (models.Circunscripcion, models.Modificacion): through("page"),
        (models.PublicacionDeOficio, models.CifraDePlanteamientos): through("page"),
    },
    # Pages of every portal may refer to the normas of the province.
    offered={models.NormaPage: of_the_province},
)
