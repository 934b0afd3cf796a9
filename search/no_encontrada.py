"""Where nothing is: the search, already filled with what the address says, and what is like it."""

import re
from http import HTTPStatus

from django.shortcuts import render
from django.utils.cache import patch_cache_control

from base.texto import may_name_somebody, normalized

from .limites import wait_for_likeness
from .parameters import Pedido
from .sugerencias import sugeridas

_LONGEST, _MOST_WORDS, _MOST_PARTS = 500, 8, 12
_MOST_LIKE_IT = 2  # a page that has nothing is short
# The number of an article before its name, as Joomla has it, and what kind of file it is.
_NUMBER = re.compile(r"\A[0-9]{1,10}[-:_]")
_ENDING = re.compile(r"\.[a-z0-9]{1,5}\Z", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"[0-9]")
# Parts of an address that say how a page was made, and not what it is about.
_OF_PROGRAMS = frozenset(
    [
        *("admin", "amp", "archives", "article", "attachment", "author", "category", "categoria"),
        *("component", "content", "en", "es", "feed", "home", "index", "item", "page", "php"),
        *("print", "rss", "tag", "wp"),
    ]
)


def no_encontrada(request, exception=None):
    """Answer a 404 (``handler404``): in whatever portal, for whatever reason."""
    words = words_of(request.path_info)
    found, is_flood = [], False
    # Of an address without its last slash nobody sees this: it gets the slash, or leads elsewhere.
    # Programs that try doors ask for files, which have none.
    is_seen = request.method == "GET" and request.path_info.endswith("/")
    if words and is_seen and not (is_flood := bool(wait_for_likeness(request))):
        found = sugeridas(words, request)[:_MOST_LIKE_IT]
    context = {"pedido": Pedido(words), "parecidas": found}
    response = render(request, "404.html", context, status=HTTPStatus.NOT_FOUND)
    if is_flood:
        patch_cache_control(response, private=True)  # others are told more at the same address
    return response


def words_of(path):
    """Return the words of an address, those of its last part that has any; "" without any.

    What may name somebody is left out: addresses are typed, and links to them sent by mail.
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
