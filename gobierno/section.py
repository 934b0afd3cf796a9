"""What this app contributes to the other apps (see :mod:`base.sections`)."""

from aislamiento.rules import through
from base.sections import Section

from . import models
from .exports import Acuerdos, Delegados
from .importadores import ConsejosImportador, OrganosImportador, SesionesImportador
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
from .presentations import (
    ConsejoPopularPresentation,
    GobiernoIndexPresentation,
    OrganoPresentation,
    SesionPresentation,
)

SECTION = Section(
    presentations=(
        GobiernoIndexPresentation,
        OrganoPresentation,
        SesionPresentation,
        ConsejoPopularPresentation,
        PlanteamientosIndexPresentation,
        InformeDePlanteamientosPresentation,
        PlanteamientoPresentation,
    ),
    parts_of_any_entity=(planteamientos,),
    datasets=(Planteamientos, Acuerdos, Delegados),
    importers=(
        ConsejosImportador,
        OrganosImportador,
        SesionesImportador,
        InformesDePlanteamientosImportador,
        PlanteamientosImportador,
    ),
    visible={
        (models.Integrante, models.Acuerdo, models.PuntoDelOrden): through("page"),
        (models.Circunscripcion, models.CifraDePlanteamientos): through("page"),
    },
)
