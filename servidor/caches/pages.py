"""A cache of whole responses by address, stored compressed.

The middleware runs before all the costly parts: sessions, languages, policies, compression. The
headers of a response say in standard terms (RFC 9111, RFC 5861) for how long it is valid, so a
proxy in front of the application needs no other rule.
"""

import gzip
from dataclasses import dataclass
from hashlib import blake2b
from http import HTTPStatus

import brotli
from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import get_max_age

from servidor.compression import TEXT, encodings
from servidor.save_data import saves_data

from . import generations
from .fragments import read_once

_KEPT = {HTTPStatus.OK, HTTPStatus.NOT_FOUND}
# Statuses that replace a page that was public: a redirect, or gone for good. They are not stored
# here.
_LEFT = {
    HTTPStatus.MOVED_PERMANENTLY,
    HTTPStatus.FOUND,
    HTTPStatus.TEMPORARY_REDIRECT,
    HTTPStatus.PERMANENT_REDIRECT,
    HTTPStatus.GONE,
}
# A proxy must store these: else it serves the old page whenever the application does not answer. It
# asks again after one second.
_IN_ITS_PLACE = "public, max-age=0, s-maxage=1"
# Seconds that a 404 is stored: programs that look for weaknesses repeat the same requests.
_NOTHING = 5
_NOT_SHARED = {"private", "no-store", "no-cache"}
_TOO_SHORT = 200  # bytes, below which compression makes a response longer
_LEVEL = 5  # of Brotli: a higher level saves too little for the time that readers wait
_OF_THE_BODY = {"content-length", "content-encoding", "expires"}


class PageCacheMiddleware:
    """Serves public responses from the cache ``pages``, and stores them there.

    It stores only responses that are the same for everybody: without cookies, and varying by
    nothing but the compression and whether the visitor saves data. Not a preview of a draft,
    which Wagtail makes with a dummy request to the public address.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        portal = generations.portal_of(request.get_host())
        if request.method not in {"GET", "HEAD"} or getattr(request, "is_dummy", False):
            with read_once(portal, generations.marks(portal)[0]):
                return self.get_response(request)
        key = _key(request)
        marks, found = generations.marks(portal, key)
        # A response that was begun before the cache was emptied, and stored afterwards, has an
        # older mark: it is not served.
        mark, kept = found.get(key, (None, None))
        if kept is None or mark is None or mark != marks[portal]:
            with read_once(portal, marks):
                response = self.get_response(request)
            seconds = _seconds(response)
            if not seconds:
                return _told(response)
            kept = Kept.of(response)
            if marks[portal] is not None:  # otherwise nothing could empty it
                caches["pages"].set(key, (marks[portal], kept), seconds)
        return kept.answer(request)


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored response: its headers, without those of the body, and {encoding: body}."""

    status: int
    headers: tuple[tuple[str, str], ...]
    bodies: dict[str, bytes]

    @classmethod
    def of(cls, response):
        """Return what to store of ``response``, after setting the headers that all readers get."""
        content = response.content
        response.headers.setdefault("ETag", f'W/"{blake2b(content, digest_size=12).hexdigest()}"')
        if response.status_code == HTTPStatus.NOT_FOUND:
            response.headers["Cache-Control"] = _IN_ITS_PLACE
        response.headers.setdefault("Cache-Control", settings.PAGE_CACHE_CONTROL)
        bodies = {"": content}
        if len(content) >= _TOO_SHORT and TEXT.match(response.headers.get("Content-Type", "")):
            # The cookie is the one of servidor.save_data: browsers must not show the other form.
            response.headers["Vary"] = "Accept-Encoding, Cookie, Save-Data"
            bodies = {
                "br": brotli.compress(content, mode=brotli.MODE_TEXT, quality=_LEVEL),
                "gzip": gzip.compress(content, mtime=0),
            }
        headers = response.headers.items()
        own = tuple((name, value) for name, value in headers if name.lower() not in _OF_THE_BODY)
        return cls(response.status_code, own, bodies)

    def answer(self, request):
        encoding = ""
        if "" in self.bodies:
            body = self.bodies[""]
        else:
            accepted = encodings(request.META.get("HTTP_ACCEPT_ENCODING", ""))
            encoding = next((name for name in self.bodies if name in accepted), "")
            body = self.bodies[encoding] if encoding else gzip.decompress(self.bodies["gzip"])
        response = HttpResponse(body, status=self.status)
        headers = response.headers
        for name, value in self.headers:
            headers[name] = value
        headers["Content-Length"] = str(len(body))
        if encoding:
            headers["Content-Encoding"] = encoding
        return response


def _key(request):
    asked = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    if saves_data(request):
        asked += " ligera"
    return blake2b(asked.encode(), digest_size=16).hexdigest()


def is_for_everybody(response):
    """Return whether the response is the same for all visitors, so that it may be stored."""
    return _seconds(response) > 0


def _seconds(response):
    """Return for how many seconds to store ``response``; 0 if it is not the same for everybody."""
    said = {part.partition("=")[0] for part in _words(response, "Cache-Control")}
    if (
        response.status_code not in _KEPT
        or response.streaming
        or response.cookies
        or said & _NOT_SHARED
        or set(_words(response, "Vary")) - {"accept-encoding"}
    ):
        return 0
    if response.status_code == HTTPStatus.NOT_FOUND:
        return _NOTHING
    seconds = get_max_age(response)
    return settings.PAGE_CACHE_SECONDS if seconds is None else seconds


def _words(response, header):
    return [word.strip() for word in response.get(header, "").lower().split(",") if word]


def _told(response):
    """Add a ``Cache-Control`` header for proxies if the response needs one and has none."""
    if response.cookies or "cookie" in _words(response, "Vary"):
        response.headers.setdefault("Cache-Control", "private")
    elif response.status_code in _LEFT:
        response.headers.setdefault("Cache-Control", _IN_ITS_PLACE)
    return response
