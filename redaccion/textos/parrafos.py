"""Inline content of imported texts: words, bold, italic and links.

Colours, fonts and sizes of the other program are removed, as the rich text editor does.
"""

import re

from bs4 import NavigableString, PageElement, Tag
from bs4.element import PreformattedString
from django.utils.html import escape

from base.texto import xml_text

_SPACES = re.compile(r"[ \t\r\n\f]+")
_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:bold|[6-9]00)")
_NOT_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:normal|[1-5]00)")
_ITALIC = re.compile(r"(?<![\w-])font-style:\s*italic")
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all|mso-list:\s*ignore", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
# Superscript and subscript digits change the meaning: m², H₂O.
_FIGURES = re.compile(r"\d+")
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SILENT = {"script", "style", "template", "head", "meta", "link", "title", "noscript", "svg"}
# A word after one of these elements is a new word.
_APART = {"br", "div", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "td", "th", "tr"}
_DEPTH = 60
BACK_TO_NOTE = "↑"


def style_of(node):
    return node.get("style", "").lower()


def is_silent(node):
    """Return whether ``node`` is invisible to readers: a comment, a script or a hidden part."""
    if isinstance(node, Tag):
        return node.name in _SILENT or bool(_HIDDEN.search(style_of(node)))
    return isinstance(node, PreformattedString)


def plain(node, without=()):
    """Return the text of ``node`` on one line, without the elements named in ``without``."""
    return " ".join(xml_text("".join(_texts(node, without))).split())


def _texts(node, without, depth=0):
    for child in node.children:
        if is_silent(child) or child.name in without:
            continue
        if isinstance(child, NavigableString):
            yield str(child)
        elif depth > _DEPTH:
            yield child.get_text(" ")
        else:
            yield from _texts(child, without, depth + 1)
            if child.name in _APART:
                yield " "


def inline(node: PageElement, images, depth=0, without=()):
    """Return the HTML of ``node``; its pictures are added to ``images``.

    Elements with a name in ``without`` are left out.
    """
    if is_silent(node) or node.name in without:
        return ""
    if isinstance(node, NavigableString):
        return escape(_SPACES.sub(" ", xml_text(str(node))))
    if node.name == "br":
        return "<br/>"
    if node.name == "img":
        images.append(node)
        return ""
    if depth > _DEPTH:
        return escape(plain(node, without))
    inner = "".join(inline(child, images, depth + 1, without) for child in node.children)
    return _marked(node, inner)


def _marked(node, inner):
    if not inner.strip():
        return inner
    style = style_of(node)
    if node.name == "a":
        href = node.get("href", "").strip()
        if _LINK.match(href):
            return f'<a href="{escape(href)}">{inner}</a>'
        return "" if inner == BACK_TO_NOTE else inner
    if node.name in ("sup", "sub") and _FIGURES.fullmatch(inner):
        return inner.translate(_HIGH if node.name == "sup" else _LOW)
    if (node.name in ("b", "strong") and not _NOT_BOLD.search(style)) or _BOLD.search(style):
        inner = f"<b>{inner}</b>"
    if node.name in ("i", "em", "cite") or _ITALIC.search(style):
        inner = f"<i>{inner}</i>"
    return inner
