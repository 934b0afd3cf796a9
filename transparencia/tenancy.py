"""Who sees the records of this section in the admin."""

from aislamiento.addresses import classify
from aislamiento.menus import useless_without
from aislamiento.scope import offered, visible
from aislamiento.visibles import everyone, through
from base.provincia import in_the_province
from base.publicas import publicas
from directorio.models import EntidadPage

from .models import (
    Acuerdo,
    CifraDePlanteamientos,
    Circunscripcion,
    ConsejoPopularPage,
    FichaLey168Page,
    IndicadorPage,
    InformeDePlanteamientosPage,
    Integrante,
    Medida,
    Modificacion,
    NormaPage,
    Obligacion,
    OrganoPage,
    PublicacionDeOficio,
    PuntoDelOrden,
    SesionPage,
    TransparenciaIndexPage,
    Valor,
)

visible(Medida)(everyone)
visible(Obligacion)(everyone)
visible(PublicacionDeOficio)(through("page", FichaLey168Page))
classify("ley168", "index index_results")
useless_without("ley168:index", TransparenciaIndexPage, EntidadPage, actions={"add"})
visible(Integrante)(through("page", OrganoPage))
visible(Acuerdo, PuntoDelOrden)(through("page", SesionPage))
visible(Circunscripcion)(through("page", ConsejoPopularPage))
visible(Modificacion)(through("page", NormaPage))
visible(CifraDePlanteamientos)(through("page", InformeDePlanteamientosPage))
visible(Valor)(through("page", IndicadorPage))


@offered(NormaPage)
def _of_the_province(queryset):
    """Every portal names the norms that the province has published."""
    return publicas(queryset).filter(in_the_province())
