"""Who sees the records of this section in the admin."""

from aislamiento.scope import offered, visible
from aislamiento.visibles import everyone, through
from base.provincia import in_the_province
from base.publicas import publicas

from .models import (
    Acuerdo,
    AvisoDeVencimiento,
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
    Valor,
)

visible(Medida)(everyone)
visible(Obligacion)(everyone)
visible(PublicacionDeOficio)(through("page", FichaLey168Page))
visible(AvisoDeVencimiento)(through("publicacion", PublicacionDeOficio))
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
