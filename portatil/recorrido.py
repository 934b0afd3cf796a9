"""The public pages of a portal, as the application gives them to anybody.

Pages are asked for by their addresses, from the site map and the front pages on, along the links
between them: what a visitor cannot read is not there, whatever kind of page it is. Only what the
server calls ``public`` is taken, as in the worker (decision 0097): no form, nothing of a person.
"""

import zlib
from collections import deque
from http import HTTPStatus
from urllib.parse import parse_qsl, urljoin, urlsplit

from defusedxml import ElementTree
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from lxml.html import HTMLParser, document_fromstring

from base.frame import Frame
from datos.preparacion import visita
from servidor.por_dentro import ask

from .nombres import SUELTAS

MOST_PAGES = 2_000
_MOST_REDIRECTS = 5
_LOCATIONS = ".//{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


class Recorrido:
    """The pages of the portal with the settings ``datos``, by their addresses.

    An address is a path in the portal, of a page of a list with «?page=2». ``faltan`` is the number
    of addresses that were found after the limit was reached.
    """

    def __init__(self, datos):
        self.raiz = datos.site.root_url
        self._pages, self._leads = {}, {}
        self._apart = (
            *(settings.STATIC_URL, settings.MEDIA_URL, reverse("wagtailadmin_home")),
            *("/_", "/documentos/", SUELTAS),
        )
        waiting = deque(dict.fromkeys(self._starts(datos)))
        known = set(waiting)
        while waiting and len(self._pages) < MOST_PAGES:
            for found in self._visit(waiting.popleft()):
                if found not in known:
                    known.add(found)
                    waiting.append(found)
        self.faltan = len(waiting)

    def __iter__(self):
        return iter(self._pages)

    def __len__(self):
        return len(self._pages)

    def html(self, direccion):
        """Return the page at an address of this object, as text."""
        return zlib.decompress(self._pages[direccion]).decode()

    def pagina(self, enlace, desde):
        """Return the address of the page to which a link on the page ``desde`` leads; "" if none.

        Redirects between pages of the portal are followed.
        """
        found = self._address(enlace, desde)
        for _attempt in range(_MOST_REDIRECTS):
            if found not in self._leads:
                break
            found = self._leads[found]
        return found if found in self._pages else ""

    def publica(self, enlace, desde):
        """Return the whole public address of a link on the page ``desde``."""
        return urljoin(f"{self.raiz}{desde}", enlace)

    def _starts(self, datos):
        for code in Frame.for_request(visita(datos)).portadas:
            with translation.override(code):
                yield reverse("wagtail_serve", args=[""])
                yield reverse("mapa")
                yield reverse("buscar")
        with ask(f"{self.raiz}{reverse('sitemap')}") as response:
            places = ElementTree.fromstring(response.content).iterfind(_LOCATIONS)
            yield from filter(None, (self._address(place.text, "/") for place in places))

    def _visit(self, address):
        """Ask for a page, and keep it if it is one; return the addresses to which it leads."""
        with ask(f"{self.raiz}{address}") as response:
            if target := self._address(response.get("Location", ""), address):
                self._leads[address] = target
                return [target]
            if not is_public_page(response):
                return []
            content = response.content
        self._pages[address] = zlib.compress(content)
        tree = document_fromstring(content, parser=HTMLParser(encoding="utf-8"))
        links = (self._address(link.get("href", ""), address) for link in tree.iter("a"))
        return list(filter(None, links))

    def _address(self, link, source):
        """Return the address in this portal that ``link`` names; "" if it can be no page of it.

        Of the lists that citizens narrow only the pages are followed: there are too many lists.
        """
        try:
            parts = urlsplit(self.publica(link, source))
        except ValueError:
            return ""
        is_own = f"{parts.scheme}://{parts.netloc}" == self.raiz
        if not link or not is_own or parts.path.startswith(self._apart):
            return ""
        if not parts.query:
            return parts.path or "/"
        match parse_qsl(parts.query):
            case [("page", number)] if number.isdecimal():
                return f"{parts.path}?page={number}"
        return ""


def is_public_page(response):
    """Return whether a response is a page that everybody gets."""
    words = {word.strip() for word in response.get("Cache-Control", "").split(",")}
    is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
    return response.status_code == HTTPStatus.OK and is_page and "public" in words
