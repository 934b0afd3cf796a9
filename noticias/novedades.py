"""News and events for the blocks of a front page, with as few queries as one list."""

from base.fotos import prefetch_all
from base.frame import Frame
from servidor.caches.fragments import fragment

from .cards import noticia_cards
from .compartidas import portal_names, shared_news
from .eventos import evento_cards
from .models import AgendaIndexPage, NoticiasIndexPage

_SHOWN = ("destacadas", "noticias", "agenda", "compartidas")


def novedades(home, request, images):
    """Return {block: cards} for the blocks of ``home`` that show news or events.

    Their pictures are prefetched together with ``images``, the pictures of other blocks.
    """
    values = {item["type"]: item["value"] for item in home.bloques.raw_data}
    wanted = [name for name in _SHOWN if name in values]
    # The raw data holds the keys of news; the page objects would need a query.
    chosen = [item["value"] for item in (values.get("destacadas") or {}).get("noticias", [])]
    key = f"novedades-{home.pk}-{'-'.join([*wanted, *map(str, chosen)])}"
    return fragment(key, lambda: _cards(home, request, images, wanted, chosen))


def _cards(home, request, images, wanted, chosen):
    frame = Frame.for_request(request, home)
    news, agenda = (frame.seccion(kind) for kind in (NoticiasIndexPage, AgendaIndexPage))
    featured, latest, events, shared = [], [], [], []
    if news and {"destacadas", "noticias"} & set(wanted):
        featured, latest = news.front_news(chosen)
    if agenda and "agenda" in wanted:
        events = agenda.front_events()
    if frame.es_provincial and "compartidas" in wanted:
        shared = shared_news(home, frame.site)
    listed = [*featured, *latest, *(time.evento for time in events), *shared]
    prefetch_all([*images, *(page.imagen_portada for page in listed)])
    return {
        "destacadas": noticia_cards(featured, request),
        "noticias": noticia_cards(latest, request),
        "agenda": evento_cards(events, request),
        "compartidas": noticia_cards(shared, request, portal_names=portal_names(frame)),
    }
