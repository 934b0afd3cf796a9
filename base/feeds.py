"""What the feeds of all sections have in common: RSS, Atom and JSON Feed."""

import json
from datetime import UTC, datetime

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from .chrome import Chrome

# Before there were portals; 1970 would be 0, which Django takes for no date.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


class _SteadyMixin:
    """As new as its newest item: Django tells of an empty feed that it has just changed."""

    def latest_post_date(self):
        moments = (item["updateddate"] or item["pubdate"] for item in self.items)
        return max(moments, default=_NEVER)


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


def feed_response(feed):
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
