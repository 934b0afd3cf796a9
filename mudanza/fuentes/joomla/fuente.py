"""Articles, contacts and categories of a Joomla, read from a dump of its database."""

from datetime import UTC, datetime

from django.utils.translation import gettext as _

from mudanza.models import Sistema

from ..archivos import Archivos
from ..codificacion import NO_DATE, Codificacion, in_bin, moment, plain, title_of
from ..piezas import Categoria, ListaAnterior, Pieza, Problema
from ..volcado import Volcado
from . import tablas
from .contactos import Contactos
from .cuerpo import body
from .rutas import Rutas

_COLUMNS = (
    "id", "title", "alias", "introtext", "fulltext", "state", "catid", "created", "created_by",
    "created_by_alias", "publish_up", "publish_down", "images", "metadesc", "access", "featured",
    "language",
)  # fmt: skip
_EMPTY = dict.fromkeys(_COLUMNS, "")
_PUBLISHED, _ARCHIVED = "1", "2"


class Joomla:
    """A ``piezas.Fuente``; the dump is read once for its small tables and once for its articles."""

    sistema = Sistema.JOOMLA

    def __init__(self, dump, folder=None):
        """Read the small tables of ``dump``, a path; ``folder`` holds ``images/`` and the like.

        Raises ``MudanzaError`` if ``dump`` is not of a Joomla.
        """
        self.codificacion = Codificacion()
        self.volcado = Volcado(dump)
        self.archivos = Archivos(folder, ("images", "media"))
        self.tablas = tablas.read(self.volcado, self.codificacion)
        self.rutas = Rutas(self.tablas)
        self.contactos = Contactos(self.tablas)
        self.problemas = list(self.tablas.problemas)

    def categorias(self):
        """Return all categories, parents first."""
        categories = self.tablas.categorias
        found = []
        for category in sorted(categories.values(), key=lambda one: (self._depth(one.id), one.id)):
            if category.componente == tablas.CONTENT:
                first, *others = self.rutas.de_categoria(category)
            elif category.id in self.contactos.categorias:
                first, others = "", ()  # addresses of contacts lead to the directory
            else:
                continue
            found.append(
                Categoria(
                    clave=str(category.id),
                    titulo=category.titulo,
                    alias=category.alias,
                    padre=str(category.padre) if category.padre in categories else "",
                    ruta=first,
                    otras_rutas=tuple(others),
                    idioma=tablas.language_of(category.idioma),
                )
            )
        return found

    def _depth(self, key):
        depth = 0
        while category := self.tablas.categorias.get(key):
            depth, key = depth + 1, category.padre
        return depth

    def listas(self):
        """Return the lists of contacts, and the lists of menu items other than categories."""
        menus = [
            ListaAnterior(clave=f"menu-{item.ruta}", clase=clase, rutas=self.rutas.de_menu(item))
            for item in self.tablas.menus
            if not item.es_inicio and (clase := tablas.list_of(item))
        ]
        return [*self.contactos.listas(), *menus]

    def piezas(self):
        """Yield articles in the order of the dump, then contacts; those in the bin are counted."""
        self.problemas[:] = self.tablas.problemas
        before, aliases, trashed = self.codificacion.enmendadas, {}, 0
        content = f"{self.tablas.prefijo}content"
        for _table, row in self.volcado.filas(lambda table: _COLUMNS if table == content else None):
            row = _EMPTY | {name: self.codificacion.decode(value) for name, value in row.items()}
            if row["state"] == str(tablas.TRASHED):
                trashed += 1
                continue
            yield self._piece(row)
            self._look_for_twins(row, aliases)
        self.problemas += [
            problem for problem in self.volcado.problemas if problem not in self.problemas
        ]
        yield from self.contactos.piezas()
        self.problemas += in_bin(trashed) + self.codificacion.problemas(before)

    def open_file(self, ruta):
        """Return the path of the file that the older portal had at ``ruta``, or None."""
        return self.archivos.open_file(ruta)

    def _piece(self, row):
        key = tablas.number(row["id"])
        category = self.tablas.categorias.get(tablas.number(row["catid"]))
        intro, full = row["introtext"], row["fulltext"]
        image, alt = _image(row["images"])
        return Pieza(
            clave=str(key),
            titulo=title_of(row["title"]),
            alias=row["alias"],
            rutas=self.rutas.de_una(key, row["alias"], category, row["language"]),
            html=body(f"{intro}\n{full}" if full.strip() else intro, self.archivos),
            resumen=row["metadesc"].strip() or (plain(intro) if full.strip() else ""),
            categoria=str(category.id) if category else "",
            fecha=self._date(row),
            autor=self._author(row),
            es_publica=self._is_public(row, category),
            es_destacada=row["featured"] == "1" or key in self.tablas.portada,
            imagen=image,
            imagen_alt=alt,
            idioma=tablas.language_of(row["language"]),
            version=self.tablas.versiones.get(key, ""),
        )

    def _author(self, row):
        name = row["created_by_alias"].strip() or self.tablas.autores.get(
            tablas.number(row["created_by"]), ""
        )
        # Some authors sign with their mail address, which must not be published.
        return "" if "@" in name else name

    def _date(self, row):
        date = moment(row["publish_up"]) or moment(row["created"])
        if date is None:
            self.problemas.append(
                Problema(row["title"], _("No tiene una fecha que valga: queda sin ella."))
            )
        return date

    def _is_public(self, row, category):
        """Return whether everybody could read it: published, not expired, without signing in."""
        until = moment(row["publish_down"]) if row["publish_down"] not in NO_DATE else None
        if row["state"] not in (_PUBLISHED, _ARCHIVED) or (until and until < datetime.now(UTC)):
            return False
        is_for_all = tablas.number(row["access"] or "1") in tablas.PUBLIC_ACCESS
        return is_for_all and self.tablas.es_publica(category)

    def _look_for_twins(self, row, aliases):
        # Hashes instead of texts: there may be 200,000 articles, and memory is limited.
        key = tablas.number(row["id"])
        first = aliases.setdefault(hash((row["catid"], row["alias"], row["language"])), key)
        if first != key:
            self.problemas.append(
                Problema(
                    row["title"],
                    _("Tiene el mismo alias que el artículo %(numero)s: se traen los dos.")
                    % {"numero": first},
                )
            )


def _image(text):
    """Return (path, alternative text) of the picture of an article, ("", "") without one."""
    images = tablas.json_of(text)
    for place in ("image_intro", "image_fulltext"):
        # After the path Joomla 4 adds «#», the path again and the size.
        if path := str(images.get(place) or "").partition("#")[0].strip():
            return path, str(images.get(f"{place}_alt") or "").strip()
    return "", ""
