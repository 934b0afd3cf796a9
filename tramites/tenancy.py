"""What the guard of the admin needs to know of this app."""

from aislamiento.scope import offered, visible
from aislamiento.visibles import everyone, through

from .models import (
    BaseLegal,
    Costo,
    CostoLocal,
    EventoDeVida,
    OficinaLocal,
    Paso,
    Planilla,
    Requisito,
    TramiteDestacado,
    TramiteLocalPage,
    TramitePage,
    TramitesIndexPage,
)

visible(EventoDeVida)(everyone)
visible(BaseLegal, Costo, Paso, Planilla, Requisito)(through("page", TramitePage))
visible(CostoLocal, OficinaLocal)(through("page", TramiteLocalPage))
visible(TramiteDestacado)(through("page", TramitesIndexPage))


@offered(TramitePage)
def _canonicos(queryset):
    """Every portal adapts and recommends what the province has published."""
    return queryset.filter(pk__in=TramitePage.objects.canonicos().order_by().values("pk"))
