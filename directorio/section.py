"""Contributions of the directory to other apps."""

from django.utils.translation import gettext_lazy as _

from aislamiento.rules import everyone, of_the_province, through
from base.models import PortalSettings
from base.sections import Section
from inicios.declaracion import FrontBlock, SectionTask, StartPage

from . import models
from .contactos import sin_contacto
from .exports import Directorio
from .importadores import EntidadesImportador
from .portada import DirectorioBlock
from .presencia.componentes import contactos, datos
from .presentations import DirectorioIndexPresentation, EntidadPresentation


def municipios(portales):
    """Return the municipalities: all users may choose them as those that an entidad serves."""
    return portales.filter(tipo=PortalSettings.Tipo.MUNICIPAL)


SECTION = Section(
    presentations=(DirectorioIndexPresentation, EntidadPresentation),
    shown=(models.TipoEntidad, models.DiaFeriado),
    logged=(models.TipoEntidad, models.DiaFeriado),
    start_pages=(
        StartPage(
            model=models.DirectorioIndexPage,
            order=20,
            slug="directorio",
            titulo=_("Directorio"),
            resumen=_("Quién atiende, dónde, en qué horario y a qué teléfono llamar."),
            in_menu=True,
            can_be_off=False,
        ),
    ),
    tasks=(
        SectionTask(
            section=models.DirectorioIndexPage,
            order=50,
            titulo=_("Añadir una entidad"),
            descripcion=_("Contactos, horario y dirección de quien atiende a la población."),
            icono="site",
            creates=models.EntidadPage,
        ),
    ),
    front_blocks=(FrontBlock(name="directorio", order=40, block=DirectorioBlock),),
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
