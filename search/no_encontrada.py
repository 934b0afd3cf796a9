"""The 404 page: a search form filled with the words of the address, and similar pages."""

import re
from http import HTTPStatus

from django.shortcuts import render
from django.utils.cache import patch_cache_control

from base.frame import Frame
from base.texto import may_name_somebody, normalized

from .limites import wait_for_likeness
from .parameters import Pedido
from .sugerencias import sugeridas

_LONGEST, _MOST_WORDS, _MOST_PARTS = 500, 8, 12
_MOST_LIKE_IT = 2  # the 404 page must stay short
# The number that Joomla puts before the name of an article, and the extension of a file.
_NUMBER = re.compile(r"\A[0-9]{1,10}[-:_]")
_ENDING = re.compile(r"\.[a-z0-9]{1,5}\Z", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"[0-9]")
# Parts of an address that come from a program and do not describe the page.
_OF_PROGRAMS = frozenset(
    [
        *("admin", "amp", "archives", "article", "attachment", "author", "category", "categoria"),
        *("component", "content", "en", "es", "feed", "home", "index", "item", "page", "php"),
        *("print", "rss", "tag", "wp"),
    ]
)


def no_encontrada(request, exception=None):
    """Return the 404 response of all portals (``handler404``)."""
    words = words_of(request.path_info)
    found, is_flood = [], False
    # An address without a final slash is redirected, so no visitor sees its 404 page. Scanners
    # request files, whose addresses have no final slash.
    is_seen = request.method in ("GET", "HEAD") and request.path_info.endswith("/")
    if words and is_seen and not (is_flood := bool(wait_for_likeness(request))):
        found = sugeridas(words, request)[:_MOST_LIKE_IT]
    context = {"pedido": Pedido(words), "parecidas": found, "seccion": _section_of(request)}
    response = render(request, "404.html", context, status=HTTPStatus.NOT_FOUND)
    if is_flood:
        patch_cache_control(response, private=True)  # for other visitors it has similar pages
    return response


def _section_of(request):
    """Return the link to the section below which the address is, or None."""
    sections = Frame.for_request(request).enlaces_de_secciones
    return next((link for link in sections if request.path.startswith(link.url)), None)


def words_of(path):
    """Return the words of the last part of an address that has any, as one text; "" if none has.

    What may name somebody is left out: visitors type addresses and mail links.
    """
    parts = normalized("NFC", path[:_LONGEST]).split("/")
    for part in reversed(parts[-_MOST_PARTS:]):
        if words := _words_in(part):
            return " ".join(words[:_MOST_WORDS])
    return ""


def _words_in(part):
    if "@" in part or "%40" in part:
        return []
    text = _NUMBER.sub("", _ENDING.sub("", part))
    words = [word for word in _WORD.findall(text) if word.casefold() not in _OF_PROGRAMS]
    if may_name_somebody(text):
        words = [word for word in words if not _DIGIT.search(word)]
    return words if any(word.isalpha() and len(word) > 1 for word in words) else []
