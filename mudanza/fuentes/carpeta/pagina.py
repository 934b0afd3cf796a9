"""One saved page: whether it is an article, what it is called, and its body.

A page that says where its body is is believed: Joomla and WordPress mark it. Of any other it is
found by readability-lxml, which gives HTML with its headings, lists, tables and pictures. Of 92
pages of Joomla 3, Joomla 5 and WordPress whose bodies were known it found 90 % of the words (95 %
of what it gave was body) and 118 pictures; trafilatura 2.3 found 89 % (94 %) and 48, brings eleven
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
# Where readability-lxml finds too little: the page of a person, a few words.
_MAIN = ".//main|.//*[@role='main']|.//*[@id='content' or @id='component']"
_PARTS = ".//article|.//*[contains(concat(' ',@class,' '),' hentry ')]"
_MANY = 3
# What stands around a text in the same box.
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
# One element at a time, with the words behind it: what says a category is sought in there.
_ELEMENT = re.compile(r"<([a-zA-Z][^<>]*+)>([^<>]*+)")
_CATEGORY = re.compile(r"""rel=["']category(?:\s+tag)?["']|itemprop=["']genre["']""")
_SECTION = re.compile(r"""property=["']article:section["']""")
_CONTENT = re.compile(r"""content=["']([^"'<>]{1,200})""")
_LONGEST_CATEGORY = 200


@dataclass
class Pagina:
    """What a page says of itself; ``cuerpo`` is an element, None where none was found."""

    titulo: str
    cuerpo: lxml.html.HtmlElement | None
    fecha: datetime | None
    dice_fecha: bool
    autor: str
    idioma: str
    imagen: str
    imagen_alt: str


def tree_of(text):
    """Return the tree of a page, or None of what is none."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return lxml.html.document_fromstring(text.encode(), parser=parser)
    except (ParserError, ValueError):
        return None


def says_list(text, address):
    """Whether a page says of itself that it lists others: a category, a tag, an archive."""
    body = _BODY_TAG.search(text)
    classes = body[1] if body else ""
    if _ARTICLE.search(classes):
        return False
    return address == "/" or bool(_LIST.search(classes) or _LIST_PATH.search(address))


def looks_like_list(tree, text):
    """Whether a page that says nothing of itself begins several others, each with its link."""
    body = _BODY_TAG.search(text)
    if body and _ARTICLE.search(body[1]):
        return False
    parts = [part for part in tree.xpath(_PARTS) if part.xpath(".//h2//a|.//h3//a|.//h1//a")]
    return len(parts) >= _MANY


def title_tag(text):
    """Return the title of a page as it stands in its head."""
    found = _TITLE_TAG.search(text)
    return _BLANKS.sub(" ", unescape(found[1])).strip() if found else ""


def parts_of_title(title):
    """Return what the separators of a title part: one of it may be the site's own name."""
    return _SEPARATORS.split(_BLANKS.sub(" ", title))


def category(text):
    """Return the category that a page says it is of, or ""."""
    for element in _ELEMENT.finditer(text):
        words = element[2].strip()
        if _CATEGORY.search(element[1]) and 0 < len(words) <= _LONGEST_CATEGORY:
            return words
        section = _SECTION.search(element[1])
        if section and (content := _CONTENT.search(element[1], section.end())):
            return content[1]
    return ""


def read(tree, text, address, site):
    """Return the :class:`Pagina` of a tree and the text that it was made of.

    ``site`` is what the portal is called in the titles of its pages, "" where that is not known.
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
        # Two of them are two articles, as in a list.
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
        # Its own page says its title once more.
        heading.drop_tree()


def _title(tree, text, metas, site):
    marked = [_line(heading) for heading in tree.xpath(_MARKED_TITLE)]
    if len(marked) == 1 and marked[0]:
        # The head may have but the words of the menu.
        return marked[0]
    whole = title_tag(text)
    rest = " – ".join(part for part in parts_of_title(whole) if part != site) or whole
    headings = [_line(heading) for heading in tree.iter("h1", "h2", "h3")]
    if fitting := [one for one in headings if one and one in whole and one != site]:
        # The portal's own name, where it is not known, stands behind the title of the page.
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
    # A profile or a mail is no name.
    return next((name for name in names if name and "@" not in name and "/" not in name), "")


def _line(element):
    return _BLANKS.sub(" ", " ".join(element.itertext())).strip()
