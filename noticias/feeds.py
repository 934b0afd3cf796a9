"""RSS and Atom of the news of a portal."""

import re
from datetime import datetime, time

from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from base.chrome import Chrome

# What XML 1.0 cannot hold; word processors leave such characters in copied text.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

_FORMATS = {"rss": Rss201rev2Feed, "atom": Atom1Feed}


def news_feed(request, index_page, formato, noticias, *, categoria=None):
    """Return the feed of ``noticias`` in the format ``rss`` or ``atom``."""
    chrome = Chrome.for_request(request, index_page)
    subject = f"{index_page.title}: {categoria.nombre}" if categoria else index_page.title
    feed = _FORMATS[formato](
        title=f"{subject} · {chrome.titulo}",
        link=index_page.get_full_url(request),
        description=index_page.resumen,
        language=chrome.lang,
        feed_url=chrome.absolute(request.path),
    )
    for noticia in noticias:
        url = noticia.get_full_url(request)
        midnight = timezone.make_aware(datetime.combine(noticia.fecha, time.min))
        feed.add_item(
            title=_NOT_XML.sub("", noticia.title),
            link=url,
            description=_NOT_XML.sub("", noticia.resumen),
            author_name=_NOT_XML.sub("", noticia.fuente) or chrome.titulo,
            unique_id=url,
            pubdate=midnight,
            updateddate=noticia.last_published_at or midnight,
            categories=[noticia.categoria.nombre] if noticia.categoria else [],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
