"""What the feeds of all sections have in common: RSS, Atom and JSON Feed.

A feed lists what its section does. Where that is Spanish for a reader of another language each item
says so, which every format can: nobody is left without what is there in Spanish alone, and
nobody takes it for something else (ADR 0046).
"""

import hashlib
import json
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.http import http_date
from django.utils.translation import get_language, override

from .descargas import para_otros_sitios
from .frame import Frame
from .idiomas import ESPANOL, EnEspanol, is_original

# Before there were portals; 1970 would be 0, which Django takes for no date.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)

_SECOND = timedelta(seconds=1)
_REMEMBERED = 30 * 24 * 3600  # seconds


def newest(moments):
    """Return the latest of ``moments``, and a day long past where there are none."""
    return max(moments, default=_NEVER)


class _PortalFeed(SyndicationFeed):
    """As new as its newest item: Django tells of an empty feed that it has just changed.

    An item that is not in the language of the feed comes with ``idioma``, its own.
    """

    def latest_post_date(self):
        return newest(item["updateddate"] or item["pubdate"] for item in self.items)

    def add_item(self, *args, categories=(), **kwargs):
        # Whoever files items by their labels takes no Spanish one for an English one.
        known = [label for label in categories if not isinstance(label, EnEspanol)]
        super().add_item(*args, categories=known, **kwargs)


class _XmlFeed(_PortalFeed):
    link_to_feed = "atom:link"

    def item_attributes(self, item):
        idioma = item.get("idioma")
        return super().item_attributes(item) | ({"xml:lang": idioma} if idioma else {})

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if url := self.feed["en_espanol"]:
            media_type = self.content_type.partition(";")[0]
            attrs = {"rel": "alternate", "href": url, "hreflang": ESPANOL, "type": media_type}
            handler.addQuickElement(self.link_to_feed, None, attrs)


class _RssFeed(_XmlFeed, Rss201rev2Feed):
    pass


class _AtomFeed(_XmlFeed, Atom1Feed):
    """With the whole text of each item that brings its ``content``.

    An item that leads to something else than a page says what it is in its ``link_type``.
    """

    link_to_feed = "link"

    def add_item_elements(self, handler, item):
        link_type = item.get("link_type")
        linking = _TypedLinks(handler, link_type) if link_type else handler
        super().add_item_elements(linking, item)
        if content := item.get("content"):
            handler.addQuickElement("content", content, {"type": "html"})


class _TypedLinks:
    """An XML handler whose links say what they lead to: Django gives no room for it."""

    def __init__(self, handler, media_type):
        self._handler, self._media_type = handler, media_type

    def __getattr__(self, name):
        return getattr(self._handler, name)

    def addQuickElement(self, name, contents=None, attrs=None):  # noqa: N802
        if name == "link":
            attrs = attrs | {"type": self._media_type}
        self._handler.addQuickElement(name, contents, attrs)


class _JsonFeed(_PortalFeed):
    """JSON Feed 1.1 (jsonfeed.org), with the whole text of each item, its ``content``."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        json.dump(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": self.feed["title"],
                "description": self.feed["description"],
                "home_page_url": self.feed["link"],
                "feed_url": self.feed["feed_url"],
                "language": self.feed["language"],
                "items": [_json_item(item) for item in self.items],
            },
            outfile,
            ensure_ascii=False,
        )


def _json_item(item):
    return {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "summary": item["description"],
        "content_html": item["content"],
        "date_published": item["pubdate"].isoformat(),
        "date_modified": item["updateddate"].isoformat(),
        "authors": [{"name": item["author_name"]}],
        "tags": item["categories"],
    } | ({"language": item["idioma"]} if item.get("idioma") else {})


_FORMATS = {"rss": _RssFeed, "atom": _AtomFeed, "json": _JsonFeed}


def se_dice_en(idioma):
    """Speak, until the end of the block, the language of an item; ``idioma`` as in its card."""
    return override(settings.LANGUAGE_CODE if idioma else get_language())


def new_feed(request, page, formato, *, subject, query=""):
    """Return an empty feed of ``page`` in the format ``rss``, ``atom`` or ``json``.

    ``query`` says in its address what it is narrowed by. Each item that is added says in
    ``updateddate`` when it last changed. In another language the feed names the Spanish one.
    """
    frame = Frame.for_request(request, page)
    spanish = None if is_original() else frame.en_espanol
    below = f"{request.path.removeprefix(page.get_url(request))}{query}"
    return _FORMATS[formato](
        title=f"{subject} · {frame.titulo}",
        link=page.get_full_url(request),
        description=page.resumen,
        language=frame.lang,
        feed_url=frame.absolute(f"{request.path}{query}"),
        en_espanol=spanish and frame.absolute(f"{spanish}{below}"),
    )


def feed_response(feed, request, *, is_remembered=True):
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    if not is_remembered:
        return para_otros_sitios(response)
    return dated(response, request, feed.latest_post_date(), feed.feed["feed_url"])


def dated(response, request, latest, url=""):
    """Return ``response`` with the date (``Last-Modified``) since which it says what it says.

    It is made for the programs of others, and says so. ``latest`` is the date of the newest thing
    in it, ``url`` its address, where that has a query. What is withdrawn leaves no later one, so
    the cache remembers what was sent: something else is told to be of now.
    """
    address = url or f"{request.get_host()}{request.path}"
    key = f"dated-{hashlib.sha256(address.encode()).hexdigest()}"
    mark = hashlib.sha256(response.content).hexdigest()
    sent, moment = cache.get(key, (mark, latest))
    if sent != mark:
        moment = max(timezone.now(), moment + _SECOND)  # dates of HTTP know no less
    cache.set(key, (mark, moment), _REMEMBERED)
    response["Last-Modified"] = http_date(moment.timestamp())
    return para_otros_sitios(response)
