"""News of the municipalities that the province has accepted, at their own addresses."""

from base.publicas import publicas

from .models import NoticiaPage

SHOWN = 6


def shared_news(home):
    """Return the newest of them for ``home``, the front page of the province, without pictures."""
    accepted = NoticiaPage.objects.aceptadas().filter(locale_id=home.locale_id)
    shared = publicas(accepted.not_descendant_of(home)).recent()
    return list(shared.prefetch_related(None)[:SHOWN])


def portal_names(frame):
    """Return what the portal of each site is called."""
    return {record.site_id: record.nombre for record in frame.registros}
