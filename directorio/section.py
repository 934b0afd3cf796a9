"""Contributions of the directory to other apps."""

from aislamiento.rules import everyone, of_the_province, through
from base.models import PortalSettings
from base.sections import Section

from . import models
from .contactos import sin_contacto
from .exports import Directorio
from .importadores import EntidadesImportador
from .presencia.componentes import contactos, datos
from .presentations import DirectorioIndexPresentation, EntidadPresentation


def municipios(portales):
    """Return the municipalities: all users may choose them as those that an entidad serves."""
    return portales.filter(tipo=PortalSettings.Tipo.MUNICIPAL)


SECTION = Section(
    presentations=(DirectorioIndexPresentation, EntidadPresentation),
    shown=(models.TipoEntidad, models.DiaFeriado),
    logged=(models.TipoEntidad, models.DiaFeriado),
    datasets=(Directorio,),
    importers=(EntidadesImportador,),
    measures=(contactos, datos),
    checks={models.EntidadPage: sin_contacto},
    visible={
        (models.TipoEntidad, models.DiaFeriado): everyone,
        (models.Autoridad, models.Contacto, models.Servicio): through("page"),
        (models.Horario, models.HorarioEspecial): through("page"),
        models.InformeDeDato: through("entidad"),
    },
    offered={models.EntidadPage: of_the_province, PortalSettings: municipios},
)
