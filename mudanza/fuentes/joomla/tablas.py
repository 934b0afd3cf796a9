"""Reads the small tables of a Joomla, which stay in memory while its articles are read."""

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from django.utils.translation import gettext as _

from mudanza.models import Clase

from ..piezas import MudanzaError, Problema

# Of users only their names: no mail address and no password is ever read, nor the mail address of
# a contact, which Joomla hides unless it is set to show it.
_COLUMNS = {
    "categories": (
        "id", "parent_id", "extension", "title", "alias", "published", "access", "language",
    ),
    "menu": (
        "id", "path", "link", "type", "published", "language", "home", "client_id", "access",
        "params",
    ),
    "users": ("id", "name"),
    "content_frontpage": ("content_id",),
    "associations": ("id", "context", "key"),
    "languages": ("lang_code", "sef", "published"),
    "extensions": ("element", "enabled", "params"),
    "contact_details": (
        "id", "name", "alias", "con_position", "address", "suburb", "state", "telephone", "fax",
        "mobile", "webpage", "misc", "image", "published", "access", "catid", "language",
    ),
}  # fmt: skip
CONTENT, CONTACT = "com_content", "com_contact"
_COMPONENTS = {CONTENT, CONTACT}
_LISTS = {
    (CONTENT, "archive"): Clase.CATEGORIA,
    (CONTENT, "categories"): Clase.CATEGORIA,
    (CONTENT, "featured"): Clase.CATEGORIA,
    (CONTACT, "categories"): Clase.CONTACTOS,
    (CONTACT, "featured"): Clase.CONTACTOS,
    ("com_newsfeeds", "categories"): Clase.LISTA,
    ("com_newsfeeds", "category"): Clase.LISTA,
    ("com_newsfeeds", "newsfeed"): Clase.LISTA,
    ("com_tags", "tag"): Clase.LISTA,
    ("com_tags", "tags"): Clase.LISTA,
}
_IN_MENUS = {component for component, _view in _LISTS}
_EXTENSIONS = {*_COMPONENTS, "com_languages", "languagefilter"}
# Access levels of everybody, and of visitors who have not signed in.
PUBLIC_ACCESS = {1, 5}
TRASHED = -2


@dataclass
class Categoria:
    id: int
    componente: str
    padre: int
    titulo: str
    alias: str
    idioma: str
    es_publica: bool


@dataclass
class Menu:
    componente: str
    ruta: str
    idioma: str
    vista: str
    de: int  # number of the category, article or contact that the view shows
    es_inicio: bool


@dataclass
class Tablas:
    """Content of a dump besides articles; ``prefijo`` is of its tables, with the underscore."""

    prefijo: str = ""
    categorias: dict = field(default_factory=dict)
    menus: list = field(default_factory=list)
    autores: dict = field(default_factory=dict)
    portada: set = field(default_factory=set)
    versiones: dict = field(default_factory=dict)
    idiomas: dict = field(default_factory=dict)  # {language code: its prefix in addresses}
    idioma_inicial: str = ""
    con_idiomas: bool = False
    # Components that use the new router, and those whose addresses have no numbers.
    es_moderna: set = field(default_factory=set)
    sin_numeros: set = field(default_factory=set)
    contactos: list = field(default_factory=list)
    problemas: list = field(default_factory=list)

    def es_publica(self, category):
        """Return whether everybody could see a category and all those above it."""
        while category:
            if not category.es_publica:
                return False
            category = self.categorias.get(category.padre)
        return True


def read(dump, letters):
    """Return the :class:`Tablas` of a dump; raise ``MudanzaError`` if it is not of a Joomla."""
    rows = {}

    for table, row in dump.filas(lambda table: _COLUMNS.get(_name(table))):
        # A column that an older Joomla does not have is "".
        known = dict.fromkeys(_COLUMNS[_name(table)], "")
        known.update((name, letters.decode(value)) for name, value in row.items())
        rows.setdefault(table, []).append(known)
    tables = Tablas(problemas=list(dump.problemas))
    tables.prefijo = _prefix(dump, tables)
    if f"{tables.prefijo}workflows" in dump.columns:  # of Joomla 4 and 5
        tables.es_moderna |= _COMPONENTS
    _Orden(tables, {name: rows.get(tables.prefijo + name, []) for name in _COLUMNS}).put()
    return tables


def _name(table):
    """Return the name of a small table without its prefix, "" if it is another table."""
    return next((name for name in _COLUMNS if table.endswith(f"_{name}")), "")


def _prefix(dump, tables):
    """Return the table prefix of the Joomla in a dump; of several, of the one with most text."""
    prefixes = [
        table.removesuffix("content")
        for table in dump.columns
        if table.endswith("_content")
        and f"{table.removesuffix('content')}categories" in dump.columns
    ]
    if not prefixes:
        if any(table.endswith("_posts") for table in dump.columns):
            raise MudanzaError(
                _(
                    "El volcado es de un WordPress. De ellos se lee lo que dan en «Herramientas → "
                    "Exportar» (un archivo .xml)."
                )
            )
        raise MudanzaError(
            _("El volcado no es de un Joomla: no tiene las tablas «…_content» y «…_categories».")
        )
    prefixes.sort(key=lambda prefix: dump.bytes_de.get(f"{prefix}content", 0), reverse=True)
    tables.problemas.extend(
        Problema(prefix, _("En el volcado hay otro Joomla, más pequeño: no se lee."))
        for prefix in prefixes[1:]
    )
    return prefixes[0]


class _Orden:
    def __init__(self, tables, rows):
        self.tables = tables
        self.rows = rows

    def put(self):
        tables, rows = self.tables, self.rows
        tables.autores = {number(row["id"]): row["name"] for row in rows["users"]}
        tables.portada = {number(row["content_id"]) for row in rows["content_frontpage"]}
        tables.versiones = {
            number(row["id"]): row["key"]
            for row in rows["associations"]
            if row["context"] == "com_content.item"
        }
        tables.idiomas = {
            row["lang_code"]: row["sef"] for row in rows["languages"] if row["published"] == "1"
        }
        tables.contactos = [
            row
            for row in rows["contact_details"]
            if row["published"] == "1" and number(row["access"] or "1") in PUBLIC_ACCESS
        ]
        self._put_options()
        for row in rows["categories"]:
            if row["extension"] in _COMPONENTS and number(row["published"]) != TRASHED:
                self._put_category(row)
        self._mend_circles()
        items = {row["id"]: row for row in rows["menu"] if _is_shown(row)}
        for row in items.values():
            self._put_item(row, items)

    def _put_options(self):
        for row in self.rows["extensions"]:
            if row["element"] not in _EXTENSIONS:
                continue
            options = json_of(row["params"])
            match row["element"]:
                case "com_content" | "com_contact" as component:
                    # Joomla 3 has a choice of router; Joomla 4 and 5 have only the new one.
                    if str(options.get("sef_advanced", 0)) == "1":
                        self.tables.es_moderna.add(component)
                    if str(options.get("sef_ids", 0)) == "1":
                        self.tables.sin_numeros.add(component)
                case "com_languages":
                    self.tables.idioma_inicial = str(options.get("site", ""))
                case "languagefilter":
                    self.tables.con_idiomas = row["enabled"] == "1"

    def _put_category(self, row):
        key = number(row["id"])
        self.tables.categorias[key] = Categoria(
            id=key,
            componente=row["extension"],
            padre=number(row["parent_id"]),
            titulo=row["title"],
            alias=row["alias"],
            idioma=row["language"],
            es_publica=row["published"] in ("1", "2")
            and number(row["access"] or "1") in PUBLIC_ACCESS,
        )

    def _mend_circles(self):
        categories = self.tables.categorias
        for category in categories.values():
            seen, above = {category.id}, category
            while above := categories.get(above.padre):
                if above.id in seen:
                    category.padre = 0
                    self.tables.problemas.append(
                        Problema(
                            category.titulo,
                            _("La categoría está dentro de sí misma: queda sin otra por encima."),
                        )
                    )
                    break
                seen.add(above.id)

    def _put_item(self, row, items):
        target = row
        if row["type"] == "alias":
            target = items.get(str(json_of(row["params"]).get("aliasoptions", "")), row)
        link = urlsplit(target["link"])
        query = {name: values[0] for name, values in parse_qs(link.query).items()}
        if (component := query.get("option")) in _IN_MENUS:
            self.tables.menus.append(
                Menu(
                    componente=component,
                    ruta=row["path"].strip("/"),
                    idioma=row["language"],
                    vista=query.get("view", ""),
                    de=number(query.get("id", "0")),
                    es_inicio=row["home"] == "1",
                )
            )


def list_of(item):
    """Return the kind of list that a menu item leads to; None if it is a category or no list."""
    return _LISTS.get((item.componente, item.vista))


def _is_shown(row):
    return (
        row["client_id"] in ("", "0")
        and row["published"] == "1"
        and number(row["access"] or "1") in PUBLIC_ACCESS
    )


def number(text):
    """Return the whole number in ``text``, alone or as in «12:alias»; 0 without one."""
    digits = text.partition(":")[0].strip() if text else ""
    return int(digits) if digits.lstrip("-").isdecimal() else 0


def json_of(text):
    """Return the JSON object that a column holds; {} if it is empty or broken."""
    try:
        value = json.loads(text or "{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def language_of(code):
    """Return the language of a code of Joomla, as «es» of «es-ES»; "" for all languages."""
    return "" if code in ("", "*") else code.partition("-")[0].lower()
