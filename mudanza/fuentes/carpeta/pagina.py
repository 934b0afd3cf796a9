"""Reads one saved page: whether it is an article, its title, and its body.

If a page marks its body, as Joomla and WordPress do, that body is taken. In other pages
readability-lxml finds it, and returns HTML with headings, lists, tables and pictures. In 92
pages of Joomla 3, Joomla 5 and WordPress whose bodies were known it found 90 % of the words (95 %
of its output was body) and 118 pictures; trafilatura 2.3 found 89 % (94 %) and 48, needs eleven
packages and 49 MB instead of four and 3 MB, and does not start with lxml 6 as it is installed.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape

import lxml.html
from lxml.etree import ParserError
from readability import Document
from readability.readability import Unparseable

from .fechas import date_of

_BODIES = (
    ".//*[@itemprop='articleBody']",
    ".//*[contains(concat(' ',@class,' '),' com-content-article__body ')]",
    ".//*[contains(concat(' ',@class,' '),' entry-content ')]",
    ".//*[contains(concat(' ',@class,' '),' wp-block-post-content ')]",
    ".//*[contains(concat(' ',@class,' '),' item-page ')]",
)
_MARKED_TITLE = (
    ".//*[self::h1 or self::h2][@itemprop='headline' or @itemprop='name'"
    " or contains(@class,'entry-title') or contains(@class,'wp-block-post-title')]"
)
# Used where readability-lxml finds nothing, as in a page of a few words.
_MAIN = ".//main|.//*[@role='main']|.//*[@id='content' or @id='component']"
_PARTS = ".//article|.//*[contains(concat(' ',@class,' '),' hentry ')]"
_MANY = 3
# Elements that are in the same box as the text, but are not part of it.
_AROUND = (
    ".//nav|.//form|.//footer|.//*[@id='comments' or @id='respond']"
    "|.//*[contains(concat(' ',@class,' '),' comments-area ') or contains(@class,'breadcrumb')"
    " or contains(@class,'article-info') or contains(concat(' ',@class,' '),' icons ')"
    " or contains(@class,'pagenav') or contains(concat(' ',@class,' '),' pager ')"
    " or contains(@class,'entry-meta') or contains(@class,'post-navigation')"
    " or contains(@class,'page-header') or contains(@class,'content_rating')]"
)
_ARTICLE = re.compile(r"\b(?:view-article|single|single-post|page-id-\d+)\b")
_LIST = re.compile(
    r"\b(?:view-(?:category|categories|featured|archive|tag|tags|frontpage)|archive|category|tag"
    r"|author|search|search-results|blog|error404|com_(?:users|search|finder|tags|mailto|config))\b"
)
_LIST_PATH = re.compile(
    r"\A/(?:(?:tag|tags|etiqueta|etiquetas|category|categoria|author|autor|search|buscar)/"
    r"|(?:\d{4}(?:/\d{1,2}){0,2})/?\Z)|/page/\d+/?\Z|[?&](?:start|limitstart|paged?|s|cat|tag|m)=",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r" [|–—·»-] ")
_BLANKS = re.compile(r"\s+")
_BODY_TAG = re.compile(r"""<body\b[^<>]*?\bclass\s*+=\s*+["']([^"']*+)""", re.IGNORECASE)
_TITLE_TAG = re.compile(r"<title\b[^<>]*+>([^<]*+)", re.IGNORECASE)
# One tag with the text that follows; the patterns of a category are searched within its match.
_ELEMENT = re.compile(r"<([a-zA-Z][^<>]*+)>([^<>]*+)")
_CATEGORY = re.compile(r"""rel=["']category(?:\s+tag)?["']|itemprop=["']genre["']""")
_SECTION = re.compile(r"""property=["']article:section["']""")
_CONTENT = re.compile(r"""content=["']([^"'<>]{1,200})""")
_LONGEST_CATEGORY = 200


@dataclass
class Pagina:
    """Content read from a page; ``cuerpo`` is an element, or None if none was found."""

    titulo: str
    cuerpo: lxml.html.HtmlElement | None
    fecha: datetime | None
    dice_fecha: bool
    autor: str
    idioma: str
    imagen: str
    imagen_alt: str


def tree_of(text):
    """Return the tree of a page, or None if the text is no page."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return lxml.html.document_fromstring(text.encode(), parser=parser)
    except (ParserError, ValueError):
        return None


def says_list(text, address):
    """Whether classes or address mark a page as a list: front page, category, tag, archive."""
    body = _BODY_TAG.search(text)
    classes = body[1] if body else ""
    if _ARTICLE.search(classes):
        return False
    return address == "/" or bool(_LIST.search(classes) or _LIST_PATH.search(address))


def looks_like_list(tree, text):
    """Whether a page without marks of a list shows the beginnings of several others, with links."""
    body = _BODY_TAG.search(text)
    if body and _ARTICLE.search(body[1]):
        return False
    parts = [part for part in tree.xpath(_PARTS) if part.xpath(".//h2//a|.//h3//a|.//h1//a")]
    return len(parts) >= _MANY


def title_tag(text):
    """Return the ``<title>`` of a page, or ""."""
    found = _TITLE_TAG.search(text)
    return _BLANKS.sub(" ", unescape(found[1])).strip() if found else ""


def parts_of_title(title):
    """Return the parts of a title between separators: one may be the name of the site."""
    return _SEPARATORS.split(_BLANKS.sub(" ", title))


def category(text):
    """Return the category that a page names, or ""."""
    for element in _ELEMENT.finditer(text):
        words = element[2].strip()
        if _CATEGORY.search(element[1]) and 0 < len(words) <= _LONGEST_CATEGORY:
            return words
        section = _SECTION.search(element[1])
        if section and (content := _CONTENT.search(element[1], section.end())):
            return content[1]
    return ""


def read(tree, text, address, site):
    """Return the :class:`Pagina` of ``tree``, which was parsed from ``text``.

    ``site`` is the name of the portal in the titles of its pages, "" if unknown.
    """
    metas = _metas(tree)
    title = _title(tree, text, metas, site)
    body = _body(tree, text)
    date, says_date = date_of(tree, body, address)
    if body is not None:
        _strip(body, title)
    return Pagina(
        titulo=title,
        cuerpo=body,
        fecha=date,
        dice_fecha=says_date,
        autor=_author(tree, metas),
        idioma=(tree.get("lang") or "").partition("-")[0].lower(),
        imagen=metas.get("og:image", ""),
        imagen_alt=metas.get("og:image:alt", ""),
    )


def _words_in(element):
    return len(" ".join(element.itertext()).split())


def _metas(tree):
    return {
        name: meta.get("content", "").strip()
        for meta in tree.iterfind(".//meta")
        if (name := meta.get("property") or meta.get("name"))
    }


def _body(tree, text):
    for path in _BODIES:
        found = tree.xpath(path)
        # Several bodies are several articles, as in a list.
        if len(found) == 1 and (_words_in(found[0]) or found[0].find(".//img") is not None):
            return found[0]
    found = _found_by_library(text)
    if found is None:
        mains = tree.xpath(_MAIN)
        found = mains[0] if mains and _words_in(mains[0]) else None
    return found


def _found_by_library(text):
    try:
        html = Document(text).summary(html_partial=True)
        body = lxml.html.fragment_fromstring(html, create_parent="div")
    except (
        Unparseable,
        ParserError,
        AssertionError,
        RecursionError,
        ValueError,
        TypeError,
        AttributeError,
    ):
        return None
    return body if _words_in(body) or body.find(".//img") is not None else None


def _strip(body, title):
    for element in body.xpath(_AROUND):
        if element is not body and element.getparent() is not None:
            element.drop_tree()
    heading = next(body.iter("h1", "h2"), None)
    if heading is not None and _line(heading) == title and heading is not body:
        # Our page shows the title above the body anyway.
        heading.drop_tree()


def _title(tree, text, metas, site):
    marked = [_line(heading) for heading in tree.xpath(_MARKED_TITLE)]
    if len(marked) == 1 and marked[0]:
        # The ``<title>`` may have only the words of the menu.
        return marked[0]
    whole = title_tag(text)
    rest = " – ".join(part for part in parts_of_title(whole) if part != site) or whole
    headings = [_line(heading) for heading in tree.iter("h1", "h2", "h3")]
    if fitting := [one for one in headings if one and one in whole and one != site]:
        # The name of the portal, if it is not known, comes after the title of the page.
        first = parts_of_title(rest)[0]
        return max(fitting, key=lambda heading: (heading == whole, heading == first, len(heading)))
    if title := _BLANKS.sub(" ", metas.get("og:title", "")).strip():
        return " – ".join(part for part in parts_of_title(title) if part != site) or title
    return rest or next(filter(None, headings), "")


def _author(tree, metas):
    names = [
        *(
            _line(element)
            for element in tree.xpath(".//*[@itemprop='author']//*[@itemprop='name']")
        ),
        *(_line(element) for element in tree.xpath(".//a[contains(@rel,'author')]")),
        metas.get("article:author", ""),
    ]
    # The address of a profile or of a mailbox is no name.
    return next((name for name in names if name and "@" not in name and "/" not in name), "")


def _line(element):
    return _BLANKS.sub(" ", " ".join(element.itertext())).strip()
