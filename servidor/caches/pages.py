"""Whole answers, kept for whoever asks next for the same address, as they travel.

They stand before everything that an answer costs: sessions, languages, policies, compression. An
answer says in standard words (RFC 9111, RFC 5861) for how long it holds, so that whatever stands
in front of the application needs to know nothing else of it.
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

from servidor.compression import TEXT

from . import generations
from .fragments import read_once

_KEPT = {HTTPStatus.OK, HTTPStatus.NOT_FOUND}
# What comes in the place of a page that was public, of which nothing is kept here: who asked for it
# is led elsewhere, or it is gone for good.
_LEFT = {
    HTTPStatus.MOVED_PERMANENTLY,
    HTTPStatus.FOUND,
    HTTPStatus.TEMPORARY_REDIRECT,
    HTTPStatus.PERMANENT_REDIRECT,
    HTTPStatus.GONE,
}
# Whatever stands in front has to take it in: else it goes on giving the page whenever nobody
# answers. To be asked for again at once.
_IN_ITS_PLACE = "public, max-age=0, s-maxage=1"
# Seconds for which nothing is there: programs that try doors ask for the same ones all the time.
_NOTHING = 5
_NOT_SHARED = {"private", "no-store", "no-cache"}
_TOO_SHORT = 200  # bytes, below which compressing makes an answer longer
_LEVEL = 5  # of Brotli: what more would save is not worth the time of whoever waits
_OF_THE_BODY = {"content-length", "content-encoding", "expires"}


class PageCacheMiddleware:
    """Gives what anybody gets at an address from the cache ``pages``, and keeps it there.

    Kept is what says nothing of who asks: no cookie goes with it, and it varies by nothing but
    its compression. A preview of a draft, which Wagtail asks for as a made-up request to the
    public address, is none of that.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in {"GET", "HEAD"} or getattr(request, "is_dummy", False):
            return self._made(request)
        cache, key = caches["pages"], _key(request)
        generation, kept = _find(cache, key)
        if kept is None:
            response = self._made(request)
            seconds = _seconds(request, response)
            if not seconds:
                return _told(response)
            kept = Kept.of(response)
            cache.set(key, (generation, kept), seconds)
        return kept.answer(request)

    def _made(self, request):
        with read_once():
            return self.get_response(request)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer: its headers but for those of its body, and {encoding: body}."""

    status: int
    headers: tuple[tuple[str, str], ...]
    bodies: dict[str, bytes]

    @classmethod
    def of(cls, response):
        """Return what is kept of ``response``, which becomes what every reader gets."""
        content = response.content
        response.headers.setdefault("ETag", f'W/"{blake2b(content, digest_size=12).hexdigest()}"')
        if response.status_code == HTTPStatus.NOT_FOUND:
            response.headers["Cache-Control"] = _IN_ITS_PLACE
        response.headers.setdefault("Cache-Control", settings.PAGE_CACHE_CONTROL)
        bodies = {"": content}
        if len(content) >= _TOO_SHORT and TEXT.match(response.headers.get("Content-Type", "")):
            response.headers["Vary"] = "Accept-Encoding"
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
            accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
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
    return blake2b(asked.encode(), digest_size=16).hexdigest()


def _find(cache, key):
    """Return the generation of what is kept now, and what is kept of it under ``key``, if anything.

    An answer that was begun before the cache was emptied, and ends after, is of a generation that
    is no more: nobody gets it.
    """
    found = cache.get_many([generations.KEY, key])
    now = found.get(generations.KEY) or generations.generation(cache)
    of, kept = found.get(key, (None, None))
    return now, kept if of == now else None


def _seconds(request, response):
    """Return for how long ``response`` is anybody's; 0 where it is for whoever asked alone."""
    said = {part.partition("=")[0] for part in _words(response, "Cache-Control")}
    if (
        request.method != "GET"
        or response.status_code not in _KEPT
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
    """Tell whatever stands between for whom ``response`` is, where it does not say so itself."""
    if response.cookies or "cookie" in _words(response, "Vary"):
        response.headers.setdefault("Cache-Control", "private")
    elif response.status_code in _LEFT:
        response.headers.setdefault("Cache-Control", _IN_ITS_PLACE)
    return response
