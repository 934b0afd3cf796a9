"""News of the municipalities that the province has accepted, at their own addresses."""

from aislamiento.sin_abrir import de_otros_sin_abrir
from base.publicas import publicas

from .models import NoticiaPage

SHOWN = 6


def shared_news(home, site):
    """Return the newest of them for ``home``, a front page of the province, without pictures.

    ``site`` is that of the province.
    """
    accepted = NoticiaPage.objects.aceptadas().filter(locale_id=home.locale_id)
    shared = publicas(accepted.not_descendant_of(home)).exclude(de_otros_sin_abrir(site))
    return list(shared.recent().prefetch_related(None)[:SHOWN])


def portal_names(frame):
    """Return what the portal of each site is called."""
    return {record.site_id: record.nombre for record in frame.registros}
