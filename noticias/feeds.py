"""RSS and Atom of the news of a portal."""

from datetime import datetime, time

from django.utils import timezone

from base.chrome import Chrome
from base.feeds import feed_response, new_feed, xml_text


def news_feed(request, index_page, formato, noticias, *, categoria=None):
    """Return the feed of ``noticias`` in the format ``rss`` or ``atom``."""
    subject = f"{index_page.title}: {categoria.nombre}" if categoria else index_page.title
    feed = new_feed(request, index_page, formato, subject=subject)
    chrome = Chrome.for_request(request, index_page)
    for noticia in noticias:
        url = noticia.get_full_url(request)
        midnight = timezone.make_aware(datetime.combine(noticia.fecha, time.min))
        feed.add_item(
            title=xml_text(noticia.title),
            link=url,
            description=xml_text(noticia.resumen),
            author_name=xml_text(noticia.fuente) or chrome.titulo,
            unique_id=url,
            pubdate=midnight,
            updateddate=noticia.last_published_at or midnight,
            categories=[noticia.categoria.nombre] if noticia.categoria else [],
        )
    return feed_response(feed)
