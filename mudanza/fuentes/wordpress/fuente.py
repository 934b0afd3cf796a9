"""Posts, pages and categories of a WordPress, read from its export."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mudanza.models import Sistema

from ..archivos import Archivos
from ..codificacion import NO_DATE, Codificacion, in_bin, moment, plain, title_of
from ..piezas import Categoria, Pieza, Problema
from .cuerpo import body, parts_of
from .lector import elements, name_of, values_of

_KINDS = {"post", "page"}
# Types that the program and its extensions use: they hold no articles.
_OF_PROGRAM = {
    "attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache",
    "user_request", "wp_block", "wp_template", "wp_template_part", "wp_global_styles",
    "wp_navigation", "wp_font_family", "wp_font_face", "acf-field", "acf-field-group",
    "wpcf7_contact_form", "shop_order", "elementor_library",
}  # fmt: skip
_NOT_WRITTEN = {"auto-draft", "inherit"}
_RESIZED = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{2,5}\Z)")
_MOST_PARTS = 30
_UNCATEGORIZED = {"uncategorized", "sin-categoria"}


@dataclass
class _Adjunto:
    """A file of the uploads: its path, alternative text, caption, and the number of its post."""

    ruta: str
    alt: str
    pie: str
    de: str


@dataclass
class _Indice:
    """Content of an export besides posts, read before the posts."""

    problemas: list = field(default_factory=list)
    autores: dict = field(default_factory=dict)
    categorias: dict = field(default_factory=dict)  # {alias: Categoria}
    adjuntos: dict = field(default_factory=dict)
    hosts: set = field(default_factory=set)


class WordPress:
    """A ``piezas.Fuente``; the export is read once for what posts refer to, once for the posts."""

    sistema = Sistema.WORDPRESS

    def __init__(self, export, folder=None):
        """Read what posts refer to; ``folder`` is ``uploads`` or a folder above it.

        Raises ``MudanzaError`` if ``export`` is not an export of WordPress.
        """
        self.export = export
        self.codificacion = Codificacion()
        self.archivos = Archivos(folder, ("wp-content", "uploads", "files"))
        self.indice = self._read_index()
        self.problemas = list(self.indice.problemas)

    def _read_index(self):
        index = _Indice(problemas=list(self.archivos.problemas))
        for name, element in elements(self.export, index.problemas):
            values = values_of(element)
            match name:
                case "wp:author":
                    index.autores[values.get("wp:author_login")] = values.get(
                        "wp:author_display_name", ""
                    )
                case "wp:base_site_url" | "wp:base_blog_url":
                    index.hosts.add(_host(element.text))
                case "wp:category":
                    self._put_category(
                        index,
                        values.get("wp:category_nicename", ""),
                        values.get("wp:cat_name", ""),
                        values.get("wp:category_parent", ""),
                        values.get("wp:term_id", ""),
                    )
                case "item" if values.get("wp:post_type") == "attachment":
                    self._put_attachment(index, values, element)
                case "item":
                    # An export of only one kind of content does not list the categories.
                    for child in element:
                        alias = child.get("nicename", "")
                        if child.get("domain") == "category" and alias not in index.categorias:
                            self._put_category(index, alias, child.text or "", "", "")
        self._mend_circles(index)
        index.hosts.discard("")
        return index

    def _put_category(self, index, alias, title, above, number):
        title = self.codificacion.mend(title) or alias
        index.categorias[alias] = Categoria(
            clave=number or alias, titulo=title, alias=unquote(alias), padre=above
        )

    def _put_attachment(self, index, values, element):
        address = values.get("wp:attachment_url") or values.get("guid", "")
        index.hosts.add(_host(address))
        index.adjuntos[values.get("wp:post_id")] = _Adjunto(
            ruta=urlsplit(address).path,
            alt=self.codificacion.mend(_meta(element).get("_wp_attachment_image_alt", "")),
            pie=self.codificacion.mend(plain(values.get("excerpt:encoded", ""))),
            de=values.get("wp:post_parent", "0"),
        )

    def _mend_circles(self, index):
        """Clear ``padre`` of the categories that lead into a circle, and report them."""
        by_alias = index.categorias
        for alias, category in list(by_alias.items()):
            seen, above = {alias}, category.padre
            while above in by_alias and above not in seen:
                seen.add(above)
                above = by_alias[above].padre
            if above in seen:
                index.problemas.append(
                    Problema(
                        category.titulo,
                        _("La categoría está dentro de sí misma: queda sin otra por encima."),
                    )
                )
                by_alias[alias] = replace(category, padre="")

    def categorias(self):
        """Return all categories, parents first."""
        by_alias = self.indice.categorias
        lines = {alias: self._line(alias) for alias in by_alias}
        return [
            replace(
                by_alias[alias],
                padre=by_alias[line[1]].clave if len(line) > 1 else "",
                ruta="/category/" + "/".join(reversed(line)),
            )
            for alias, line in sorted(lines.items(), key=lambda pair: (len(pair[1]), pair[0]))
        ]

    def _line(self, alias):
        line = []
        while alias in self.indice.categorias:
            line.append(alias)
            alias = self.indice.categorias[alias].padre
        return line

    def listas(self):
        """Return []: the form of its address shows what each list is."""
        return []

    def piezas(self):
        """Yield posts and pages in the order of the export; those in the bin are only counted."""
        problems = []
        left = Counter()
        self.problemas[:] = self.indice.problemas
        before = self.codificacion.enmendadas
        for name, element in elements(self.export, problems):
            if name != "item":
                continue
            values = values_of(element)
            kind, state = values.get("wp:post_type", ""), values.get("wp:status", "")
            if kind in _OF_PROGRAM or state in _NOT_WRITTEN:
                continue
            if kind not in _KINDS:
                left[kind] += 1
            elif state == "trash":
                left["trash"] += 1
            else:
                yield self._piece(values, element)
        self._tell_counts(left, before)

    def open_file(self, ruta):
        """Return the path of the file that the older portal had at ``ruta``, or None."""
        # WordPress makes smaller copies of each picture; the folder may have only the original.
        return self.archivos.open_file(ruta) or self.archivos.open_file(_RESIZED.sub("", ruta))

    def _piece(self, values, element):
        meta, terms = _meta(element), _terms(element)
        key = values.get("wp:post_id", "")
        image = self.indice.adjuntos.get(meta.get("_thumbnail_id", ""))
        title = title_of(self.codificacion.mend(values.get("title", "")))
        category = self._category(terms, meta)
        return Pieza(
            clave=key,
            titulo=title,
            alias=unquote(values.get("wp:post_name", "")),
            rutas=_addresses(values, key),
            html=self._body(values, key),
            resumen=self.codificacion.mend(plain(values.get("excerpt:encoded", ""))),
            categoria=category.clave if category else "",
            fecha=self._date(values, title or key),
            autor=self._author(values),
            es_publica=values.get("wp:status") == "publish" and not values.get("wp:post_password"),
            es_destacada=values.get("wp:is_sticky", "").strip() == "1",
            imagen=image.ruta if image else "",
            imagen_alt=image.alt if image else "",
            # Polylang stores languages and translations as terms, as if they were categories.
            idioma=terms.get("language", [""])[0].partition("_")[0].partition("-")[0],
            version=terms.get("post_translations", [""])[0],
        )

    def _body(self, values, key):
        def gallery(numbers):
            files = self.indice.adjuntos
            chosen = (
                [files[number] for number in numbers if number in files]
                if numbers
                else [file for file in files.values() if file.de == key]
            )
            return [(file.ruta, file.alt, file.pie) for file in chosen]

        html = self.codificacion.mend(body(values.get("content:encoded", ""), gallery))
        return self._own.sub(r"\1", html) if self.indice.hosts else html

    @property
    def _own(self):
        """Pattern of ``src`` or ``href`` with a host of the portal itself, up to the path."""
        hosts = "|".join(re.escape(host) for host in sorted(self.indice.hosts))
        return re.compile(
            rf"""(\b(?:src|href)\s*+=\s*+["'])(?:https?:)?//(?:{hosts})(?=/)""", re.IGNORECASE
        )

    def _category(self, terms, meta):
        aliases = terms.get("category", [])
        by_alias = self.indice.categorias
        found = [by_alias[alias] for alias in aliases]
        main = meta.get("_yoast_wpseo_primary_category")
        told = [category for category in found if category.alias not in _UNCATEGORIZED]
        return next((one for one in found if one.clave == main), None) or next(
            iter(told or found), None
        )

    def _author(self, values):
        name = self.indice.autores.get(values.get("dc:creator", ""), "")
        return "" if "@" in name else self.codificacion.mend(name)

    def _date(self, values, title):
        universal, own = values.get("wp:post_date_gmt", ""), values.get("wp:post_date", "")
        date = moment(universal) if universal not in NO_DATE else None
        if date is None and (date := moment(own)):
            # A draft has only a date in the local time of the portal.
            date = timezone.make_aware(date.replace(tzinfo=None))
        if date is None:
            self.problemas.append(
                Problema(title, _("No tiene una fecha que valga: queda sin ella."))
            )
        return date

    def _tell_counts(self, left, before):
        self.problemas += in_bin(left.pop("trash", 0))
        self.problemas += [
            Problema(
                kind,
                ngettext(
                    "Un contenido de esta clase no es entrada ni página: no se trae.",
                    "%(cuantos)d contenidos de esta clase no son entradas ni páginas: no se traen.",
                    count,
                )
                % {"cuantos": count},
            )
            for kind, count in sorted(left.items())
        ]
        self.problemas += self.codificacion.problemas(before)


def _addresses(values, key):
    """Return the addresses of a post: its link, its number, its ``guid``, and its further pages."""
    number = f"/?{'page_id' if values.get('wp:post_type') == 'page' else 'p'}={key}"
    link = _path(values.get("link", ""))
    guid = _path(values.get("guid", ""))
    # A number in a ``guid`` is of the site in which somebody first wrote the post.
    found = [link, number, "" if "?" in guid else guid]
    if link and "?" not in link:
        parts = parts_of(values.get("content:encoded", ""))
        found += [f"{link.rstrip('/')}/{part}" for part in range(2, min(parts, _MOST_PARTS) + 1)]
    return tuple(dict.fromkeys(path for path in found if path))


def _path(address):
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if not parts.scheme.startswith("http"):
        return ""
    return (unquote(parts.path) or "/") + (f"?{parts.query}" if parts.query else "")


def _host(address):
    try:
        return urlsplit(address or "").netloc.lower()
    except ValueError:
        return ""


def _meta(element):
    found = {}
    for child in element:
        if name_of(child) == "wp:postmeta":
            pair = values_of(child)
            found[pair.get("wp:meta_key", "")] = pair.get("wp:meta_value", "")
    return found


def _terms(element):
    found = {}
    for child in element:
        if name_of(child) == "category" and (domain := child.get("domain")):
            found.setdefault(domain, []).append(child.get("nicename", ""))
    return found
