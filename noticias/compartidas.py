"""News of the municipalities that the province has accepted, at their own addresses."""

from base.chrome import Chrome
from base.fragmentos import fragment
from base.publicas import publicas

from .cards import noticia_cards
from .models import NoticiaPage

SHOWN = 6


def shared_cards(home, request):
    """Return the newest of them as cards for ``home``, the front page of the province."""
    accepted = NoticiaPage.objects.aceptadas().filter(locale_id=home.locale_id)
    shared = accepted.not_descendant_of(home)
    names = {record.site_id: record.nombre for record in Chrome.for_request(request).registros}
    return fragment(
        f"compartidas-{home.pk}",
        lambda: noticia_cards(publicas(shared).recent()[:SHOWN], request, portal_names=names),
    )
