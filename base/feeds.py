"""What the feeds of all sections have in common."""

import re

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from .chrome import Chrome

# What XML 1.0 cannot hold; word processors leave such characters in copied text.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

_FORMATS = {"rss": Rss201rev2Feed, "atom": Atom1Feed}


def xml_text(text):
    """Return ``text`` without what no XML document can hold."""
    return _NOT_XML.sub("", text)


def new_feed(request, page, formato, *, subject):
    """Return an empty feed of ``page`` in the format ``rss`` or ``atom``."""
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
