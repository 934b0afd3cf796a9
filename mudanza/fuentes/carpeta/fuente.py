"""Reads the pages in a folder as pieces, and leaves out those that list others."""

import os
import posixpath
import re
from collections import Counter
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import lxml.html
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mudanza.models import Sistema

from ..archivos import Archivos
from ..codificacion import Codificacion
from ..correos import show_mails
from ..piezas import Categoria, MudanzaError, Pieza, Problema
from . import pagina
from .direcciones import (
    HTML,
    addresses,
    as_whole,
    canonical,
    is_face,
    is_host,
    is_page,
    mirrored,
    own,
    part_of,
)

_MOST_PAGES = 200_000
_SAMPLE = 40
_BIGGEST = 8 << 20  # bytes of one page
_LONGEST_KEY = 255
_LANGUAGES = {"es", "en", "fr", "de", "it", "pt", "ru"}
_PORT = re.compile(r"[:+_]\d+\Z")
_NUMBER = re.compile(r"\d+-")
_SUFFIX = re.compile(r"\.html?\Z")
_PROGRAM = re.compile(r"\.(?:php|aspx?)\Z", re.IGNORECASE)
# Folders of the savers themselves, and folders that hold no pages.
_OF_PROGRAM = {"hts-cache", "wp-includes", "wp-json", "__MACOSX", ".git"}


class Carpeta:
    """A ``piezas.Fuente``. It keeps the names of all pages, and reads one page at a time."""

    sistema = Sistema.CARPETA

    def __init__(self, place, folder=None):
        """Find the pages in ``place``, a folder or a ZIP; ``folder`` holds further files.

        Raises ``MudanzaError`` if there are no pages.
        """
        self.codificacion = Codificacion()
        self.archivos = Archivos(place)
        self.otros = Archivos(folder)
        self.raiz, self.host = _site(self.archivos.carpeta)
        self.abajo = self.raiz.relative_to(self.archivos.carpeta).parts
        self.paginas = self._pages()
        if not self.paginas:
            raise MudanzaError(
                _("En «%(nombre)s» no hay páginas guardadas (.html).") % {"nombre": place.name}
            )
        self.nombres = {addresses(parts)[0] for parts in self.paginas}
        self.problemas = list(self.archivos.problemas)
        self.sitio = self._site_in_titles()

    def _pages(self):
        found = []
        for path, folders, names in os.walk(self.raiz):
            folders[:] = sorted(name for name in folders if name not in _OF_PROGRAM)
            base = Path(path).relative_to(self.raiz).parts
            found += [(*base, name) for name in names if is_page((*base, name))]
            if len(found) > _MOST_PAGES:
                raise MudanzaError(
                    _("Hay más de %(cuantas)d páginas guardadas: divídalas en varias carpetas.")
                    % {"cuantas": _MOST_PAGES}
                )
        # If a page has several names, the one with its own path comes before those with a query.
        return sorted(found, key=lambda parts: ("?" in addresses(parts)[0], parts))

    def _site_in_titles(self):
        """Return the part that most titles share, which is the name of the portal, or ""."""
        sample = self.paginas[:: max(1, len(self.paginas) // _SAMPLE)]
        parts = Counter()
        for page in sample:
            parts.update(set(pagina.parts_of_title(pagina.title_tag(self._text(page)))))
        commonest, times = (parts.most_common(1) or [("", 0)])[0]
        return commonest if times > 1 and times > len(sample) // 2 else ""

    def categorias(self):
        """Return the categories that pages name; for other pages, the folders they lie in."""
        found = {}
        for parts in self.paginas:
            address = addresses(parts)[0]
            text = self._text(parts)
            if not text or pagina.says_list(text, address):
                continue
            if category := self._category(text, address):
                found.setdefault(category.clave, category)
        return sorted(found.values(), key=lambda category: category.clave)

    def listas(self):
        """Return []: the form of its address shows what each list is."""
        return []

    def piezas(self):
        """Yield the articles in the order of their paths; report lists and copies as problems."""
        self.problemas[:] = self.archivos.problemas
        before, seen, copies = self.codificacion.enmendadas, set(), 0
        for parts in self.paginas:
            text = show_mails(self._text(parts, tells=True))
            tree = pagina.tree_of(text) if text else None
            if tree is None:
                continue
            known, key = self._addresses(parts, text)
            if key in seen or any(is_face(address) for address in known):
                copies += 1
            elif pagina.says_list(text, known[0]) or pagina.looks_like_list(tree, text):
                self._tell(known[0], _("Es una lista de otras páginas: no se trae como página."))
            elif (whole := part_of(known[0])) and whole in self.nombres:
                self._tell(known[0], _("Es otra parte de una página: se trae solo la primera."))
            else:
                seen.add(key)
                yield from self._piece(text, tree, known, parts)
        self._tell_copies(copies)
        self.problemas += self.codificacion.problemas(before)

    def open_file(self, ruta):
        """Return the path of the file that the older portal had at ``ruta``, or None."""
        path = urlsplit(ruta).path if "://" in ruta else ruta.partition("?")[0]
        parts = [part for part in unquote(path).split("/") if part not in ("", ".")]
        file = self.archivos.dentro((*self.abajo, *parts)) or self.otros.open_file(path)
        # Savers store a page that was only a picture as that picture, under the name of a page.
        return None if file and file.suffix.lower() in HTML and not _is_binary(file) else file

    def _text(self, parts, *, tells=False):
        """Return the text of a page, or "" if it cannot be read; ``tells`` reports why."""
        file = self.archivos.dentro((*self.abajo, *parts))
        text = ""
        try:
            if file is None:
                reason = _("Sale de su carpeta: no se lee.")
            elif file.stat().st_size > _BIGGEST:
                reason = _("Pesa demasiado para una página: no se lee.")
            elif _is_binary(file):
                reason = _("No es una página, aunque se llame así: no se lee.")
            else:
                reason = _("Está vacía.")
                text = self.codificacion.decode(file.read_bytes())
        except OSError:
            reason = _("No se puede leer.")
        if tells and not text.strip():
            self._tell("/".join(parts), reason)
        return text

    def _addresses(self, parts, text):
        """Return (addresses of a page, the usual one first; the address that its copies share)."""
        found = addresses(parts)
        itself = mirrored(text)
        if itself and self._is_own(itself[0]):
            found.insert(0, itself[1])
        link = self._own_path(canonical(text), parts)
        link = unquote(link) if link else ""
        # Many themes name the front page as the canonical address of every page.
        if link and (link != "/" or found[0] == "/"):
            found.insert(len(found) if "?" in link else 0, link)
        else:
            link = ""
        found = list(dict.fromkeys(as_whole(_plain(address)) for address in found))
        return found, as_whole(_plain(link)) if link else found[0]

    def _is_own(self, host):
        return not self.host or _bare(host) == _bare(self.host)

    def _piece(self, text, tree, known, parts):
        name = known[0]
        page = pagina.read(tree, text, name, self.sitio)
        if page.cuerpo is None:
            self._tell(name, _("No se encontró su texto."))
            return
        self._lead_on(page.cuerpo, parts)
        if page.dice_fecha and page.fecha is None:
            self._tell(name, _("No tiene una fecha que valga: queda sin ella."))
        category = self._category(text, known[0])
        yield Pieza(
            clave=_key(known[0]),
            titulo=page.titulo or name,
            alias=_alias(known[0]),
            rutas=tuple(known),
            html=_inside(page.cuerpo),
            categoria=category.clave if category else "",
            fecha=page.fecha,
            autor=page.autor,
            imagen=self._own_path(page.imagen, parts, is_page_link=False),
            imagen_alt=page.imagen_alt,
            idioma=page.idioma,
            version=self._version(tree, parts),
        )

    def _lead_on(self, body, parts):
        """Rewrite links and pictures of a body from file names to addresses of the older portal."""
        for link in body.iter("a"):
            if path := self._own_path(link.get("href", ""), parts):
                link.set("href", path)
        for image in body.iter("img"):
            # Pictures that load late have their address in another attribute.
            source = image.get("data-src") or image.get("src", "")
            if path := self._own_path(source, parts, is_page_link=False):
                image.set("src", path)

    def _own_path(self, address, parts, *, is_page_link=True):
        """Return the path in the older portal that an address in a page means, or ""."""
        try:
            split = urlsplit(address.strip())
        except ValueError:
            return ""
        if split.scheme or split.netloc:
            whole = own(address if split.scheme else f"http:{address}")
            return _quoted(whole[1]) if whole and self.host and self._is_own(whole[0]) else ""
        if not split.path:
            return ""
        folder = "/".join(["", *parts[:-1], ""])
        # Links write the question mark in the name of a saved file as «%3F».
        path = posixpath.normpath(posixpath.join(folder, unquote(split.path)))
        target = tuple(path.strip("/").split("/"))
        if split.path.startswith("/") or not (is_page_link and is_page(target)):
            return _quoted(path)
        return _quoted(addresses(target)[0])

    def _version(self, tree, parts):
        """Return an address that all translations of a page share, "" if it has none."""
        links = tree.xpath(".//link[@rel='alternate' and @hreflang and @href]")
        found = {self._own_path(link.get("href"), parts) for link in links} - {""}
        return min(found)[:_LONGEST_KEY] if len(found) > 1 else ""

    def _category(self, text, address):
        if found := pagina.category(text):
            title = " ".join(unescape(found).split())
            if key := slugify(title):
                return Categoria(clave=key, titulo=title, alias=key)
        folders = [part for part in address.partition("?")[0].split("/")[1:-1] if part]
        folder = next((part for part in folders if _is_word(part)), "")
        if not folder:
            return None
        title = folder.replace("-", " ").replace("_", " ").strip().capitalize()
        return Categoria(
            clave=f"/{folder}"[:_LONGEST_KEY], titulo=title, alias=folder, ruta=f"/{folder}"
        )

    def _tell(self, what, reason):
        self.problemas.append(Problema(what, reason))

    def _tell_copies(self, copies):
        if copies:
            reason = ngettext(
                "Un archivo es copia de una página que ya se leyó.",
                "%(cuantos)d archivos son copias de páginas que ya se leyeron.",
                copies,
            )
            self._tell(_("Copias"), reason % {"cuantos": copies})


def _site(folder):
    """Return (folder in which the site begins, its host or "" if unknown).

    A saver makes a folder for each server: the portal's folder is the one with most pages.
    """
    counts = Counter()
    at = folder
    while not (hosts := [path for path in _folders(at) if is_host(path.name)]):
        inside = _folders(at)
        if len(inside) != 1 or _has_page(at):
            # An inner folder is the root only if it has a front page; else ``folder`` is.
            root = at if at == folder or _has_page(at, "index.") else folder
            return root, root.name if is_host(root.name) else ""
        at = inside[0]
    for host in hosts:
        counts[host] = sum(
            is_page((name,)) for _path, _folders, names in os.walk(host) for name in names
        )
    best = max(hosts, key=lambda host: counts[host])
    return best, best.name


def _folders(place):
    return sorted(
        path
        for path in place.iterdir()
        if path.is_dir() and path.name not in _OF_PROGRAM and not path.name.startswith(".")
    )


def _has_page(place, start=""):
    return any(
        is_page((path.name,)) and path.name.startswith(start) and path.is_file()
        for path in place.iterdir()
    )


def _is_binary(file):
    with file.open("rb") as opened:
        return b"\x00" in opened.read(2048)


def _bare(host):
    """Return a host without port and «www.», to compare hosts of one site."""
    return _PORT.sub("", host.lower()).removeprefix("www.")


def _plain(address):
    path, sign, query = address.partition("?")
    return (path.rstrip("/") or "/") + sign + query


def _quoted(path):
    return quote(path, safe="/?=&;:@!$'()*+,~-._%")


def _is_word(part):
    return not part.isdecimal() and part not in _LANGUAGES and part != "index.php"


def _key(address):
    if len(address) <= _LONGEST_KEY:
        return address
    return f"{address[:180]}#{sha256(address.encode()).hexdigest()}"


def _alias(address):
    """Return the name of a page in its address, "" if that is the name of a program."""
    path, asks, _query = address.partition("?")
    last = path.rstrip("/").rpartition("/")[2]
    if asks or _PROGRAM.search(last):
        return ""
    number = _NUMBER.match(last)
    return _SUFFIX.sub("", last[number.end() :] if number else last)


def _inside(element):
    return (element.text or "") + "".join(
        lxml.html.tostring(child, encoding="unicode") for child in element
    )
