"""Who sees the records of this section in the admin."""

from aislamiento.scope import offered, visible
from aislamiento.visibles import everyone, through
from base.provincia import in_the_province
from base.publicas import publicas

from . import models

visible(models.Medida)(everyone)
visible(models.Obligacion)(everyone)
visible(models.PublicacionDeOficio)(through("page", models.FichaLey168Page))
visible(models.Integrante)(through("page", models.OrganoPage))
visible(models.Acuerdo, models.PuntoDelOrden)(through("page", models.SesionPage))
visible(models.Circunscripcion)(through("page", models.ConsejoPopularPage))
visible(models.Modificacion)(through("page", models.NormaPage))
visible(models.CifraDePlanteamientos)(through("page", models.InformeDePlanteamientosPage))
visible(models.Valor)(through("page", models.IndicadorPage))


@offered(models.NormaPage)
def _of_the_province(queryset):
    """Every portal names the norms that the province has published."""
    return publicas(queryset).filter(in_the_province())
