"""Shared code of the feeds of all sections: RSS, Atom and JSON Feed.

A feed lists the same items as its section. An item that exists only in Spanish is also listed in
the feeds of other languages, marked with its language: nobody misses it, and nobody takes it for a
translation (ADR 0046).
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

from base.frame import Frame
from base.idiomas import ESPANOL, EnEspanol, is_original
from servidor.responses import para_otros_sitios

# Older than any portal. Not 1970: its timestamp is 0, which Django takes for no date.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)

_SECOND = timedelta(seconds=1)
_REMEMBERED = 30 * 24 * 3600  # seconds


def newest(moments):
    """Return the latest of the datetimes ``moments``, or 1 January 2000 if there are none."""
    return max(moments, default=_NEVER)


class _PortalFeed(SyndicationFeed):
    """A feed dated by its newest item; Django dates an empty feed as changed just now.

    An item has the key ``idioma`` if its language is not that of the feed.
    """

    def latest_post_date(self):
        return newest(item["updateddate"] or item["pubdate"] for item in self.items)

    def add_item(self, *args, categories=(), **kwargs):
        # Leave out Spanish labels: readers that group items by label would mix both languages.
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
    """Atom, with the whole text of each item that has ``content``.

    An item that links to something other than a page gives its media type in ``link_type``.
    """

    link_to_feed = "link"

    def add_item_elements(self, handler, item):
        link_type = item.get("link_type")
        linking = _TypedLinks(handler, link_type) if link_type else handler
        super().add_item_elements(linking, item)
        if content := item.get("content"):
            handler.addQuickElement("content", content, {"type": "html"})


class _TypedLinks:
    """An XML handler that adds the media type to each link; Django has no option for that."""

    def __init__(self, handler, media_type):
        self._handler, self._media_type = handler, media_type

    def __getattr__(self, name):
        return getattr(self._handler, name)

    def addQuickElement(self, name, contents=None, attrs=None):  # noqa: N802
        if name == "link":
            attrs = attrs | {"type": self._media_type}
        self._handler.addQuickElement(name, contents, attrs)


class _JsonFeed(_PortalFeed):
    """JSON Feed 1.1 (jsonfeed.org), with the whole text of each item in ``content``."""

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
    """Return a context manager for the language of an item: Spanish if ``idioma`` is not empty."""
    return override(settings.LANGUAGE_CODE if idioma else get_language())


def new_feed(request, page, formato, *, subject, query=""):
    """Return an empty feed of ``page`` in the format ``rss``, ``atom`` or ``json``.

    ``query`` is the query string that filters the feed. Each added item needs ``updateddate``, when
    it last changed. A feed in another language links to the Spanish feed.
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
    """Return ``response`` with ``Last-Modified``, for programs that poll it, also of other sites.

    ``latest`` is the date of the newest item, ``url`` the address if it has a query. As ``latest``
    does not change if an item is withdrawn, a hash of the content is cached: a new one is dated
    now.
    """
    address = url or f"{request.get_host()}{request.path}"
    key = f"dated-{hashlib.sha256(address.encode()).hexdigest()}"
    mark = hashlib.sha256(response.content).hexdigest()
    sent, moment = cache.get(key, (mark, latest))
    if sent != mark:
        moment = max(timezone.now(), moment + _SECOND)  # dates of HTTP have whole seconds
    cache.set(key, (mark, moment), _REMEMBERED)
    response["Last-Modified"] = http_date(moment.timestamp())
    return para_otros_sitios(response)
