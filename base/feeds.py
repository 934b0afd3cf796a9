"""What the feeds of all sections have in common: RSS, Atom and JSON Feed."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.http import http_date

from .chrome import Chrome

# Before there were portals; 1970 would be 0, which Django takes for no date.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)

_SECOND = timedelta(seconds=1)
_REMEMBERED = 30 * 24 * 3600  # seconds


def newest(moments):
    """Return the latest of ``moments``, and a day long past where there are none."""
    return max(moments, default=_NEVER)


class _SteadyMixin:
    """As new as its newest item: Django tells of an empty feed that it has just changed."""

    def latest_post_date(self):
        return newest(item["updateddate"] or item["pubdate"] for item in self.items)


class _RssFeed(_SteadyMixin, Rss201rev2Feed):
    pass


class _AtomFeed(_SteadyMixin, Atom1Feed):
    """With the whole text of each item that brings its ``content``."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if content := item.get("content"):
            handler.addQuickElement("content", content, {"type": "html"})


class _JsonFeed(_SteadyMixin, SyndicationFeed):
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
    }


_FORMATS = {"rss": _RssFeed, "atom": _AtomFeed, "json": _JsonFeed}


def new_feed(request, page, formato, *, subject):
    """Return an empty feed of ``page`` in the format ``rss``, ``atom`` or ``json``.

    Each item that is added says in ``updateddate`` when it last changed.
    """
    chrome = Chrome.for_request(request, page)
    return _FORMATS[formato](
        title=f"{subject} · {chrome.titulo}",
        link=page.get_full_url(request),
        description=page.resumen,
        language=chrome.lang,
        feed_url=chrome.absolute(request.path),
    )


def feed_response(feed, request):
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    return dated(response, request, feed.latest_post_date())


def dated(response, request, latest):
    """Return ``response`` with the date (``Last-Modified``) since which it says what it says.

    ``latest`` is the date of the newest thing in it. What is withdrawn leaves no later one, so the
    cache remembers what was sent: something else is told to be of now.
    """
    key = f"dated-{request.get_host()}{request.path}"
    mark = hashlib.sha256(response.content).hexdigest()
    sent, moment = cache.get(key, (mark, latest))
    if sent != mark:
        moment = max(timezone.now(), moment + _SECOND)  # dates of HTTP know no less
    cache.set(key, (mark, moment), _REMEMBERED)
    response["Last-Modified"] = http_date(moment.timestamp())
    return response
