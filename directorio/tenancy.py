"""Who sees the records of the directory in the admin, and what of it all may point to."""

from aislamiento.scope import offered, visible
from aislamiento.visibles import everyone, through
from base.models import PortalSettings
from base.provincia import in_the_province
from base.publicas import publicas

from .models import (
    Autoridad,
    Contacto,
    DiaFeriado,
    EntidadPage,
    Horario,
    HorarioEspecial,
    InformeDeDato,
    Servicio,
    TipoEntidad,
)

visible(TipoEntidad, DiaFeriado)(everyone)
visible(Autoridad, Contacto, Horario, HorarioEspecial, Servicio)(through("page", EntidadPage))
visible(InformeDeDato)(through("entidad", EntidadPage))


@offered(EntidadPage)
def _of_the_province(queryset):
    return publicas(queryset).filter(in_the_province())


@offered(PortalSettings)
def _municipalities(queryset):
    """Their names are public: the province says which of them an entity serves."""
    return queryset.filter(tipo=PortalSettings.Tipo.MUNICIPAL)
