"""News of the municipalities that the province has accepted; they keep their own addresses."""

from aislamiento.sin_abrir import de_otros_sin_abrir
from base.publicas import publicas

from .models import NoticiaPage

SHOWN = 6


def shared_news(home, site):
    """Return the 6 newest accepted news items for ``home``, as a list without prefetched pictures.

    ``home`` is a front page of the province, ``site`` the province's site.
    """
    accepted = NoticiaPage.objects.aceptadas().filter(locale_id=home.locale_id)
    shared = publicas(accepted.not_descendant_of(home)).exclude(de_otros_sin_abrir(site))
    return list(shared.recent().prefetch_related(None)[:SHOWN])


def portal_names(frame):
    """Return {site key: name of its portal}."""
    return {record.site_id: record.nombre for record in frame.registros}
