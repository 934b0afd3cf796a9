"""What this app contributes to the other apps (see :mod:`base.sections`)."""

from aislamiento.rules import everyone, of_the_province, through
from base.sections import Section

from .exports import Documentos
from .importadores import DocumentosImportador
from .ley168.exports import Ley168
from .ley168.presencia import ley168 as presencia_de_ley168
from .ley168.presentations import FichaLey168Presentation
from .ley168.views import de_la_entidad as ley168
from .models import Modificacion, NormaPage, Obligacion, PublicacionDeOficio
from .normas.exports import Normas
from .normas.presentations import NormaPresentation
from .presentations import DocumentoPresentation
from .queries import retirados
from .views import de_la_entidad as documentos

SECTION = Section(
    presentations=(DocumentoPresentation, NormaPresentation, FichaLey168Presentation),
    shown=(Obligacion,),
    logged=(Obligacion,),
    entity_parts=(documentos, ley168),
    withdrawn=(retirados,),
    datasets=(Ley168, Documentos, Normas),
    importers=(DocumentosImportador,),
    measures=(presencia_de_ley168,),
    visible={Obligacion: everyone, (Modificacion, PublicacionDeOficio): through("page")},
    # Pages of every portal may refer to the normas of the province.
    offered={NormaPage: of_the_province},
)
