"""RSS, Atom and JSON Feed of the news of a portal."""

from datetime import datetime, time

from django.utils import timezone

from base.frame import Frame
from base.texto import xml_text
from difusion.feeds import feed_response, new_feed

from .contenido import contents


def news_feed(request, index_page, formato, noticias, *, subject):
    """Return the feed of ``noticias`` in the format ``rss``, ``atom`` or ``json``.

    RSS has the summary of each item, the other formats its whole text.
    """
    feed = new_feed(request, index_page, formato, subject=subject)
    frame = Frame.for_request(request, index_page)
    noticias = list(noticias)
    whole = [""] * len(noticias) if formato == "rss" else contents(noticias, request)
    for noticia, content in zip(noticias, whole, strict=True):
        url = noticia.get_full_url(request)
        midnight = timezone.make_aware(datetime.combine(noticia.fecha, time.min))
        feed.add_item(
            title=xml_text(noticia.title),
            link=url,
            description=xml_text(noticia.resumen),
            content=xml_text(content),
            author_name=xml_text(noticia.fuente) or frame.titulo,
            unique_id=url,
            pubdate=midnight,
            updateddate=noticia.last_published_at or midnight,
            categories=[noticia.categoria.nombre_traducido] if noticia.categoria else [],
        )
    return feed_response(feed, request)
