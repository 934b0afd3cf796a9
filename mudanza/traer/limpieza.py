"""Removes from the body of a piece the parts of the older program: scripts, frames, forms.

The result is HTML from which ``redaccion.textos`` makes blocks. What is removed is counted, in
the words that people will read.
"""

import re
from base64 import b64decode
from binascii import Error as NotBase64Error
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
from django.utils.translation import gettext as _
from lxml.etree import ParserError

from base.texto import xml_text
from redaccion.textos.arbol import too_long

from .extensiones import without_extensions

# Host of links within the older portal until their target here is known: no real host can have
# this name (RFC 2606).
PENDIENTE = "https://mudanza.invalid"
# Most letters of a body, without the pictures that are written into it.
_LONGEST = 8_000_000
_INLINE_PICTURE = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)")
_SILENT = {"script", "style", "noscript", "template", "link", "meta", "head", "title"}
_FORMS = {"form", "input", "button", "select", "textarea", "label", "fieldset"}
_PLAYERS = {"object", "embed", "applet", "audio", "video", "canvas", "svg", "math"}
_FRAMES = {"iframe", "frame", "frameset"}
_VIDEO = re.compile(r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com)$")
# Classes that Joomla, WordPress and their commonest extensions give to elements that are no text.
_VOTES = re.compile(r"\b(?:content_vote|content_rating|post-ratings|kk-star-ratings)\b")
_SHARING = re.compile(
    r"\b(?:sharedaddy\b|addtoany|addthis|sharethis|social-?share|share-buttons?\b|"
    r"ssba|itp-share|pin-?it)",
    re.IGNORECASE,
)
_NAVIGATION = re.compile(
    r"\b(?:jp-relatedposts|pagenav|pager|item-?page-?navigation|email-icon|print-icon|edit-icon)\b"
)
_SHARES = re.compile(
    r"pinterest\.[a-z.]{2,20}/pin/create|facebook\.com/(?:sharer|share\.php|dialog)|"
    r"(?:twitter|x)\.com/(?:intent|share|home\?status)|plus\.google\.com/share|"
    r"linkedin\.com/share|api\.whatsapp\.com/send|^whatsapp:|(?:t|telegram)\.me/share",
    re.IGNORECASE,
)
_CLOAKED = re.compile(
    r"(?:correo electrónico|e-?mail)[^.]{0,30}?(?:protegid[ao]|protected)[^.]{0,30}?"
    r"(?:robots|spambots)",
    re.IGNORECASE,
)
# The rest of that sentence, and the next one about JavaScript.
_CLOAK_ENDS = re.compile(r"[^.]*+\.(?:[^.]{0,30}JavaScript[^.]*+\.)?", re.IGNORECASE)
_WATCHED = re.compile(r"/(?:embed|v|video)/([\w-]+)")
# Attributes that blocks use; all others are removed.
_ATTRIBUTES = {"href", "src", "alt", "class", "style", "colspan", "rowspan", "scope"}
_NAME = re.compile(r"[a-z][a-z0-9:-]*")
_HIDDEN_BEFORE = re.compile(r"(?:Esta dirección de|This)\s*$", re.IGNORECASE)


@dataclass
class Limpio:
    """Clean HTML: ``src`` is an index of ``imagenes``; links within the portal go to ``PENDIENTE``.

    ``imagenes`` are paths in the older portal, or the bytes of pictures written into the text.
    """

    html: str = ""
    imagenes: list = field(default_factory=list)
    enlaces: list = field(default_factory=list)
    perdido: Counter = field(default_factory=Counter)


def clean(html, *, base="/", hosts=frozenset()):
    """Return the :class:`Limpio` of ``html``; raise ``IlegibleError`` if it is too long.

    Links and pictures are relative to the path ``base``; ``hosts`` are the host names of the
    older portal, without «www.».
    """
    return _Limpieza(base, hosts).run(html)


class _Limpieza:
    def __init__(self, base, hosts):
        self.base, self.hosts = f"{PENDIENTE}/{base.lstrip('/')}", hosts
        self.result = Limpio()
        self.inline = {}  # {provisional address: bytes of a picture}

    def run(self, html):
        html = _INLINE_PICTURE.sub(self._keep_inline, html)
        if len(html) > _LONGEST:
            raise too_long()
        html = without_extensions(xml_text(html), self.result.perdido)
        root = _parse(html)
        if root is None:
            return self.result
        _mend_attributes(root)
        for element in list(root.iter()):
            if element is not root and element.getparent() is not None:
                self._look_at(element)
        self._uncloak(root)
        _strip(root)
        self.result.html = "".join(
            [root.text or "", *(lxml.html.tostring(child, encoding="unicode") for child in root)]
        )
        if root.text:
            self.result.html = lxml.html.tostring(root, encoding="unicode")
        return self.result

    def _keep_inline(self, match):
        address = f"mudanza-inline:{len(self.inline)}"
        try:
            self.inline[address] = b64decode(match[1])
        except (NotBase64Error, ValueError):
            return ""
        return address

    def _lose(self, what, element=None, *, keeps_text=False):
        self.result.perdido[what] += 1
        if element is not None:
            element.drop_tag() if keeps_text else element.drop_tree()

    def _look_at(self, element):
        name = element.tag
        if not isinstance(name, str):  # comments and processing instructions
            element.drop_tree()
            return
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if name in _SILENT:
            if name == "script":
                self._lose(_("scripts"), element)
            else:
                element.drop_tree()
        elif name in _FRAMES:
            self._frame(element)
        elif name in _FORMS:
            self._form(element, name)
        elif name in _PLAYERS:
            self._lose(_("reproductores y dibujos incrustados"), element)
        elif _VOTES.search(names):
            self._lose(_("votaciones"), element)
        elif _SHARING.search(names):
            self._lose(_("botones de redes sociales"), element)
        elif _NAVIGATION.search(names):
            element.drop_tree()
        elif name == "img":
            self._picture(element)
        elif name == "a":
            self._link(element)
        elif name == "figcaption" or "wp-caption-text" in names:
            element.tag = "p"
            element.set("class", "pie")
        elif name == "hr":
            self._page_break(element)
        elif name == "joomla-hidden-mail":
            _show_mail(element)

    def _frame(self, element):
        address = urlsplit(_absolute(element.get("src", ""), self.base))
        if address.hostname and _VIDEO.search(address.hostname):
            # The video is not lost: a link takes its place, as everywhere in our portals.
            link = lxml.html.Element("a", href=_watch(address))
            link.text = _("Video")
            paragraph = lxml.html.Element("p")
            paragraph.append(link)
            element.addprevious(paragraph)
            self._lose(_("marcos de video: queda un enlace"), element)
        else:
            self._lose(_("marcos de otros sitios"), element)

    def _form(self, element, name):
        if name in ("form", "label", "fieldset"):
            # The text within stays: many pages are within a form as a whole.
            if name == "form":
                self.result.perdido[_("formularios")] += 1
            element.drop_tag()
        else:
            element.drop_tree()

    def _picture(self, element):
        source = (element.get("data-src") or element.get("src") or "").strip()
        # After «#» Joomla has data about the picture for its own editor.
        source = source.partition("#")[0]
        if _is_dot(element) or not source:
            self._lose(_("imágenes que cuentan visitas"), element)
            return
        if source in self.inline:
            picture = self.inline[source]
        elif source.startswith("data:"):
            self._lose(_("imágenes escritas dentro del texto"), element)
            return
        else:
            picture = self.path_within(source)
            if picture is None:
                self._lose(_("imágenes de otros sitios"), element)
                return
        self.result.imagenes.append(picture)
        element.set("src", str(len(self.result.imagenes) - 1))

    def _link(self, element):
        href = (element.get("href") or "").strip()
        if _SHARES.search(href):
            self._lose(_("botones de redes sociales"), element)
            return
        if href.lower().startswith(("mailto:", "tel:")):
            return
        path = self.path_within(href) if href and not href.startswith("#") else None
        if path is not None:
            self.result.enlaces.append(path)
            element.set("href", f"{PENDIENTE}{path}")

    def path_within(self, address):
        """Return path and query of an address of the older portal; None for any other."""
        address = _absolute(address, self.base)
        try:
            parts = urlsplit(address)
            host = parts.hostname or ""
        except ValueError:
            return None
        is_own = address.startswith(f"{PENDIENTE}/") or host.removeprefix("www.") in self.hosts
        if parts.scheme not in ("http", "https") or not is_own:
            return None
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def _page_break(self, element):
        """Put a heading with the title of the next part before a page break of Joomla."""
        title = element.get("title") or element.get("alt") or ""
        if "system-pagebreak" in element.get("class", "") and title:
            heading = lxml.html.Element("h2")
            heading.text = title
            element.addprevious(heading)

    def _uncloak(self, root):
        """Remove the sentence that Joomla shows until a script writes the mail address."""
        for element in root.iter():
            for name in ("text", "tail"):
                text = getattr(element, name)
                if not text or ("spam" not in text.lower() and "robots" not in text.lower()):
                    continue
                left = _without_cloaks(text)
                if len(left) > 1:
                    self.result.perdido[_("correos protegidos contra robots")] += len(left) - 1
                    setattr(element, name, "".join(_HIDDEN_BEFORE.sub("", part) for part in left))


def _without_cloaks(text):
    """Return the parts of ``text`` before, between and after sentences that hide an address."""
    parts, at = [], 0
    while (found := _CLOAKED.search(text, at)) and (end := _CLOAK_ENDS.match(text, found.end())):
        parts.append(text[at : found.start()])
        at = end.end()
    return [*parts, text[at:]]


def _parse(html):
    """Return an element around ``html``, repaired as browsers do; None if it is empty."""
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True)
    # For a page of frames, or one that ends with its head, lxml fails with an AssertionError.
    with suppress(ParserError, AssertionError):
        return lxml.html.fragment_fromstring(html, create_parent="div", parser=parser)
    return None


def _mend_attributes(root):
    """Remove from attributes characters that XML forbids, written as references («&#1;»)."""
    for element in root.iter():
        for name, value in element.attrib.items():
            if (mended := xml_text(value)) == value:
                continue
            del element.attrib[name]
            if _NAME.fullmatch(name):
                element.set(name, mended)


def _strip(root):
    """Remove attributes that blocks do not use, and tags whose name is broken, as a sentence."""
    for element in list(root.iter()):
        if element is not root and not _NAME.fullmatch(element.tag):
            element.drop_tag()
            continue
        for name in set(element.attrib) - _ATTRIBUTES:
            del element.attrib[name]


def _absolute(address, base):
    try:
        return urljoin(base, address)
    except ValueError:  # «http://[»
        return ""


def _watch(address):
    """Return the address at which to watch a video, from the address of its frame."""
    video = _WATCHED.match(address.path)
    if not video:
        return address._replace(scheme="https").geturl()
    if "vimeo" in address.hostname:
        return f"https://vimeo.com/{video[1]}"
    return f"https://www.youtube.com/watch?v={video[1]}"


def _is_dot(image):
    return image.get("width") in ("0", "1") or image.get("height") in ("0", "1")


def _show_mail(element):
    """Turn the element in which Joomla 4 has a mail address in two halves into a link."""
    try:
        halves = [b64decode(element.get(name, "")).decode() for name in ("first", "last")]
    except (NotBase64Error, ValueError):
        element.drop_tree()
        return
    address = xml_text("@".join(halves))
    for child in list(element):
        child.drop_tree()
    element.tag, element.text = "a", address
    element.attrib.clear()
    element.set("href", f"mailto:{address}")


def file_path(address):
    """Return the decoded path of a file from its address: «/images/plaza mayor.jpg», or ""."""
    try:
        path = xml_text(unquote(urlsplit(address).path))
    except ValueError:
        return ""
    return f"/{path.lstrip('/')}" if path else ""
