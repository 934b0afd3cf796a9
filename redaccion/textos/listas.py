"""Lists in HTML, and the paragraphs that Word copies instead of lists."""

import re

from bs4 import Tag

from .arbol import innermost, within
from .parrafos import inline, is_silent, style_of

_OF_WORD = re.compile(r"mso-list:\s*l\d+ level(\d)")
_IGNORED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(r"\s*\(?(?:\d{1,3}|[a-z]{1,4})[.)]", re.IGNORECASE)
_DEEPEST = 4  # the limit of the rich text editor
_LISTS = ("ul", "ol")
_BLOCKS = ["p", "div", "h1", "h2", "h3", "h4", "h5", "h6"]


def level_in_word(node):
    """Return the list level of a paragraph from Word, from 1; 0 if it is not in a list."""
    found = _OF_WORD.search(style_of(node))
    return min(int(found[1]), _DEEPEST) if found else 0


def item_of_word(node, images):
    """Return (level, "ol" or "ul", HTML) of a paragraph that Word had in a list."""
    marker = node.find(lambda tag: bool(_IGNORED.search(style_of(tag))))
    is_numbered = bool(marker and _NUMBER.match(marker.get_text()))
    html = inline(node, images).strip()
    return level_in_word(node), "ol" if is_numbered else "ul", html


def items_of(listing, images, level=1):
    """Yield (level, "ol" or "ul", HTML) of the items of a list, and of the lists within it."""
    for child in listing.children:
        if not isinstance(child, Tag) or is_silent(child):
            continue
        if child.name in _LISTS:  # some programs nest lists so
            yield from items_of(child, images, min(level + 1, _DEEPEST))
        else:
            yield from _of_item(child, listing.name, images, level)


def _of_item(item, kind, images, level):
    parts = list(within(item, _LISTS))
    blocks = innermost([part for part in parts if part.name in _BLOCKS], item)
    read = blocks if len(blocks) > 1 else [item]
    lines = (inline(part, images, without=_LISTS).strip() for part in read)
    html = "<br/>".join(filter(None, lines))
    if html:
        yield level, kind, html
    for part in parts:
        if part.name in _LISTS:
            yield from items_of(part, images, min(level + 1, _DEEPEST))


def written(items):
    """Return the HTML of ``items``, (level, kind, HTML), as nested lists."""
    parts, opened = [], []  # kinds of the open lists
    for level, kind, html in items:
        level = min(level, len(opened) + 1)
        while len(opened) > level or (len(opened) == level and opened[-1] != kind):
            parts.append(f"</li></{opened.pop()}>")
        if len(opened) == level:
            parts.append("</li>")
        else:
            parts.append(f"<{kind}>")
            opened.append(kind)
        parts.append(f"<li>{html}")
    while opened:
        parts.append(f"</li></{opened.pop()}>")
    return "".join(parts)
