"""Reads lists of old addresses, in any of several formats.

Lines of text with an address and perhaps its title; a site map; the log of a web server, combined
or as ours writes it (``deploy/nginx``); ``new.txt`` of an HTTrack crawl; or the folder of a crawl.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from base.texto import plain

# No portal has more addresses; a line is an address and a title.
MOST, _LONGEST_LINE, _LONGEST = 200_000, 20_000, 2_000
_MOST_NAMED = 20
_HEAD = 64 * 1024  # bytes of a saved page in which its title stands
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{1,1000})", re.IGNORECASE)
# «combined» and «common»: the request stands in the first quotes, the status after them.
_LOGGED = re.compile(r'\A[^"]{1,300}"(?:GET|HEAD) (\S{1,2000}) HTTP/[0-9.]+" ([0-9]{3}) ')
# A semicolon separates unless it ends «&amp;», as in an address copied from a page's source.
_SEPARATOR = re.compile(r"\t|(?<!&amp);|,(?=[^,])")
_PAGE = re.compile(r"<(?:!doctype )?html\b", re.IGNORECASE)
_SAVED = re.compile(r"\.(?:html?|php|aspx?)\Z", re.IGNORECASE)
_INDEX = re.compile(r"(?:\A|/)index\.html?\Z", re.IGNORECASE)
# Files of the design of a portal, requested with every page, and addresses of its programs.
_DRESS = re.compile(
    r"\.(?:css|js|map|ico|svg|woff2?|ttf|eot|json|txt|xml)\Z|\A/(?:media|templates|modules|plugins"
    r"|administrator|wp-admin|wp-includes|wp-json|admin|static)(?:/|\Z)",
    re.IGNORECASE,
)
_WAS_GIVEN = ("200", "301", "302", "304")


class ListaError(Exception):
    """The list cannot be read at all; the text of the error says why."""


@dataclass(frozen=True)
class Vieja:
    """One old address: a path with its query, and host and title if they are known."""

    direccion: str
    host: str = ""
    titulo: str = ""


@dataclass
class ListaDeDirecciones:
    """The addresses in the list at ``path``; iterating over it reads them.

    While it is read, ``mal`` counts the lines that cannot be read, ``malas`` describes the first of
    them, and ``sobran`` counts the addresses beyond ``MOST``.
    """

    path: Path
    mal: int = 0
    malas: list[str] = field(default_factory=list)
    sobran: int = 0

    def note(self, why, line=0):
        self.mal += 1
        if len(self.malas) < _MOST_NAMED:
            self.malas.append(f"Línea {line}: {why}" if line else why)

    def __iter__(self) -> Iterator[Vieja]:
        """Yield each address once, in the order of the list."""
        seen = set()
        for vieja in _of_folder(self.path) if self.path.is_dir() else self._of_file():
            key = (vieja.host, vieja.direccion)
            if key in seen:
                continue
            if len(seen) >= MOST:
                self.sobran += 1
                continue
            seen.add(key)
            yield vieja

    def _of_file(self):
        try:
            with self.path.open("rb") as file:
                head = file.read(4096)
        except OSError as error:
            raise ListaError(f"No se puede leer {self.path}: {error.strerror}.") from error
        if b"\x00" in head:
            raise ListaError(f"{self.path} no es un texto en UTF-8.")
        is_xml = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        return self._of_sitemap() if is_xml else self._of_lines()

    def _of_sitemap(self):
        count = 0
        try:
            for _event, element in iterparse(self.path, forbid_dtd=True):
                name = element.tag.rpartition("}")[2]
                if name == "loc":
                    count += 1
                    yield from self._read(count, element.text or "", "")
                elif name == "sitemap":
                    self.note("Nombra otro mapa de sitio: dé también su archivo")
                element.clear()
        except DefusedXmlException as error:
            told = f"{self.path} declara entidades: un mapa de sitio no las necesita."
            raise ListaError(told) from error
        except (LookupError, ValueError):  # an unknown encoding
            self.note("el XML está en una codificación que no se conoce")
        except ParseError as error:
            self.note("el XML está cortado o mal escrito", error.position[0])

    def _of_lines(self):
        with self.path.open(encoding="utf-8-sig", errors="replace") as lines:
            for number, line in enumerate(iter(lambda: lines.readline(_LONGEST_LINE), ""), start=1):
                text = line.strip()
                if not text or text.startswith("#"):
                    continue
                yield from self._of_line(number, text)

    def _of_line(self, number, text):
        if text.startswith("{"):
            yield from self._of_our_log(number, text)
        elif logged := _LOGGED.match(text):
            if logged[2] in _WAS_GIVEN:
                yield from self._read(number, logged[1], "", is_of_log=True)
        elif text.count("\t") > _COLUMNS_OF_HTTRACK:
            found = [part for part in text.split("\t") if part.startswith(("http://", "https://"))]
            if found:
                yield from self._read(number, found[0], "", is_of_log=True)
        else:
            address, *rest = _SEPARATOR.split(text, maxsplit=1)
            yield from self._read(number, address, rest[0] if rest else "")

    def _of_our_log(self, number, text):
        try:
            said = json.loads(text)
            address, host = said["pagina"], said["host"]
            is_given = str(said.get("estado", "200")) in _WAS_GIVEN
        except (ValueError, KeyError, TypeError, AttributeError):
            self.note("no es una línea entera del registro", number)
            return
        if is_given:
            yield from self._read(number, quote(str(address), "/?=&:%"), "", host, is_of_log=True)

    def _read(self, number, address, title, host="", *, is_of_log=False):
        """Yield the :class:`Vieja` of an address, or note why it is none."""
        address = address.strip().strip("\"'")
        if not address.isprintable() or len(address) > _LONGEST or "\ufffd" in address:
            self.note("demasiado larga o con letras que no se leen", number)
            return
        try:
            parts = urlsplit(address)
            named = parts.hostname or host
        except ValueError:
            self.note("la dirección está mal escrita", number)
            return
        is_whole = parts.scheme in ("http", "https") and named
        if not is_whole and (parts.scheme or not address.startswith("/") or parts.netloc):
            self.note("no es una dirección: empiezan por «/» o «https://»", number)
            return
        if is_of_log and _DRESS.search(parts.path):
            return
        path = parts.path or "/"
        query = f"?{parts.query}" if parts.query else ""
        yield Vieja(f"{path}{query}", str(named).lower(), " ".join(title.strip("\"' ").split()))


_COLUMNS_OF_HTTRACK = 5


def _of_folder(folder):
    """Yield the pages of a crawl by wget or HTTrack, whose files are named like their addresses."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix().replace(".php@", ".php?")
        if not path.is_file() or path.is_symlink():
            continue
        first, _slash, below = name.partition("/")
        host = first if below and "." in first else ""
        address = below if host else name
        if host and ("hts-" in first or not below):
            continue
        with path.open("rb") as file:
            head = file.read(_HEAD).decode(errors="replace")
        if not (_SAVED.search(name) or _PAGE.search(head)):
            continue
        match = _TITLE.search(head)
        title = " ".join(unescape(match[1]).split()) if match else ""
        yield Vieja(_address_of(address), "", title)


def _address_of(name):
    """Return the address of a saved file: wget adds «.html» to queries, «index.html» to folders."""
    bare, mark, query = name.partition("?")
    if mark:
        return f"/{quote(bare)}?{_SAVED.sub('', query)}"
    return f"/{quote(_INDEX.sub('', bare))}"


def same_title(expected, *found):
    """Whether one of the titles ``found`` matches ``expected``, the title in the older portal.

    There, titles may have the name of the portal before or after them.
    """
    wanted = plain(expected)
    for title in filter(None, map(plain, found)):
        if title == wanted:
            return True
        if min(len(title), len(wanted)) >= _TELLS and (
            wanted.startswith(title) or wanted.endswith(title) or title.startswith(wanted)
        ):
            return True
    return False


_TELLS = 6
