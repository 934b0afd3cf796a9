"""Reads what an address requests of an older portal, by its form alone: nothing is looked up here.

Joomla writes the number of an article before its alias, under any path of its menu, or in the
query (``components/com_content/src/Service/Router.php``; its «legacy» form is that of Joomla 3).
WordPress has numbers in the query (``?p=``) or words below a date. Both show one page in several
forms («faces»): printed, for AMP, as a feed, its second screen. And both list articles by things
that are no pages here: a tag, an author, a date.
"""

import re
from dataclasses import dataclass, field

from .models import DE_UN_CONTACTO, Clase, Sistema
from .rutas import con_consulta, normalize

# How many prefixes and suffixes are removed from one address.
_MOST_FACES = 4
_MOST_ABOVE = 6
_BEFORE = re.compile(r"\A/(?:index\.php|(?:es|en)(?:-[a-z]{2})?)(?=/|\Z)")
_BEHIND = re.compile(
    r"(?:\.html?|\.feed|/amp|/print|/(?:feed|rss|atom)(?:/(?:rss|rss2|rdf|atom))?|/page/\d{1,6}"
    r"|/index\.(?:php|html?))\Z"
)
_FEED = re.compile(r"(?:\.feed|/(?:feed|rss|atom)(?:/(?:rss|rss2|rdf|atom))?)\Z")
# A number before its alias: in the last part of a path, and in a query as «5:alias».
_NUMBERED = re.compile(r"\A([0-9]{1,10})(?:[-:](.*))?\Z", re.DOTALL)
_COMPONENT = re.compile(r"/component/([a-z]{1,20})(?:/([a-z]{1,20}))?(?=/|\Z)")
_PERIOD = re.compile(r"\A/((?:19|20)[0-9]{2})(?:/([0-9]{1,2}))?(?:/[0-9]{1,2})?\Z")
_PERIOD_ASKED = re.compile(r"\A((?:19|20)[0-9]{2})([0-9]{2})?(?:[0-9]{2})?\Z")
_DATED = re.compile(r"\A/\d{4}/\d{1,2}(?:/\d{1,2})?/[^/]+/[^/]+\Z")
_RESIZED = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled)(?=\.[a-z0-9]{2,5}\Z)")
_FILE = re.compile(r"\.(?!html?\Z|php\Z|feed\Z)[a-z0-9]{2,5}\Z")
# {(component, view) of Joomla: (kind of the thing it shows, prefix of its key)}
_VIEWS = {
    ("content", "article"): (Clase.PIEZA, ""),
    ("content", "category"): (Clase.CATEGORIA, ""),
    ("contact", "contact"): (Clase.PIEZA, DE_UN_CONTACTO),
}
_COMPONENTS = {
    "content": Clase.CATEGORIA,
    "contact": Clase.CONTACTOS,
    "newsfeeds": Clase.LISTA,
    "tags": Clase.LISTA,
}
# Views of Joomla that list articles of all categories.
_LISTS_OF_JOOMLA = ("archive", "categories")
# Parameters with which the query, and not the path, says what is requested.
_OF_JOOMLA = ("option", "view", "id", "task", "Itemid")
_OF_WORDPRESS = {
    "p": Clase.PIEZA,
    "page_id": Clase.PIEZA,
    "attachment_id": Clase.PIEZA,
    "cat": Clase.CATEGORIA,
}
# Parameters of the query, and first parts of a path, for which WordPress shows a list.
_LISTS_OF_WORDPRESS = ("category_name", "tag", "author", "m")
_LISTED_BELOW = ("category", "tag", "author")
_FRONT_VIEWS = ("featured", "frontpage")


@dataclass(frozen=True)
class Pedida:
    """Possible meanings of an address; each field with several values has the most exact first.

    ``rutas`` are paths that may be stored as they are, ``claves`` are (sistema, clase, clave),
    ``alias`` are names, the last resort. ``arriba`` are the paths above, the nearest first;
    ``categorias`` is {key of a category that one may be: its alias}. ``propia`` is the path without
    prefixes and suffixes of the older portal, where our portal may have the same page; "" if the
    query, and not the path, says what is requested. ``feed`` is the format of a requested feed:
    ``rss``, ``atom`` or "". ``mes`` is the (year, month) of a list of one month.

    ``lista`` is the kind of list in which the older portal had it, as far as the form shows it:
    ``Clase.CATEGORIA`` of articles, ``CONTACTOS``, or ``LISTA`` of things that are no pieces.
    """

    rutas: tuple[str, ...] = ()
    claves: tuple[tuple[str, str, str], ...] = ()
    alias: tuple[str, ...] = ()
    arriba: tuple[str, ...] = ()
    categorias: dict[tuple[str, str, str], str] = field(default_factory=dict)
    propia: str = ""
    feed: str = ""
    mes: tuple[int, int] | None = None
    lista: Clase | None = None

    @property
    def es_lista(self):
        """Whether the address requests a list, and not one thing."""
        if self.claves:
            return all(clase == Clase.CATEGORIA for _sistema, clase, _clave in self.claves)
        return self.lista in (Clase.LISTA, Clase.CONTACTOS)


def asks_by_query(path, parameters):
    """Whether the query requests something else than the page that exists at ``path``."""
    if parameters.get("format") == "feed":
        return True
    of_front = ("option", "feed", *_OF_WORDPRESS, *_LISTS_OF_WORDPRESS)
    return path in ("/", "/index.php") and any(name in parameters for name in of_front)


def read_address(path, parameters):
    """Return the :class:`Pedida` of a path and the parameters of its query."""
    ruta = normalize(path)
    if not ruta:
        return Pedida()
    # Addresses copied from the source of a page have «&amp;» for «&».
    parameters = {name.removeprefix("amp;"): value for name, value in parameters.items()}
    faces = _faces(ruta)
    bare = faces[-1]
    lists = {name: parameters[name] for name in _LISTS_OF_WORDPRESS if name in parameters}
    lists = lists if bare == "/" else {}
    component, view = _component_and_view(bare, parameters)
    by_query = tuple(_asked_in_query(bare, component, view, parameters))
    is_asked = bool(by_query or lists)
    above = () if is_asked else tuple(_above(bare))
    # The path does not count if it is of the front page or if the query requests another page.
    paths = () if is_asked or bare == "/" else tuple(faces)
    exact = con_consulta(ruta, parameters)
    return Pedida(
        rutas=(exact, *paths) if exact else paths,
        claves=tuple(dict.fromkeys(by_query or _numbered(bare, component, view))),
        alias=tuple(lists.values()) or (() if by_query or _FILE.search(bare) else _names(bare)),
        arriba=above,
        categorias=dict(_numbered_categories(above)),
        propia="" if _is_of_query(parameters) else bare,
        feed=_feed(ruta, parameters),
        mes=_month(bare, parameters),
        lista=Clase.LISTA if lists else _list(bare, component, view),
    )


def _month(bare, parameters):
    match = _PERIOD.match(bare) or _PERIOD_ASKED.match(parameters.get("m", ""))
    if match is None and parameters.get("view") == "archive":
        asked = f"/{parameters.get('year', '')}/{parameters.get('month', '')}"
        match = _PERIOD.match(asked)
    return (int(match[1]), int(match[2])) if match and match[2] else None


def _list(bare, component, view):
    """Return the kind of list in which the older portal had the thing at a path, or None."""
    parts = bare.strip("/").split("/")
    if component in _COMPONENTS:
        return Clase.LISTA if view in _LISTS_OF_JOOMLA else _COMPONENTS[component]
    if (len(parts) > 1 and parts[0] in _LISTED_BELOW) or _PERIOD.match(bare):
        return Clase.LISTA
    if any("contact" in part for part in parts[:-1]):
        return Clase.CONTACTOS
    # Articles that Joomla lists on its front page, and the numbers of WordPress.
    return Clase.CATEGORIA if len(parts) == 1 or parts[0] == "archives" else None


def _faces(ruta):
    """Return an address and its shorter forms, removing one prefix or suffix after the other."""
    faces = [ruta]
    for _thing in range(_MOST_FACES):
        shorter = _BEFORE.sub("", faces[-1])
        if shorter == faces[-1]:
            shorter = _BEHIND.sub("", shorter)
        if shorter == faces[-1]:
            break
        faces.append(shorter or "/")
    if (original := _RESIZED.sub("", faces[-1])) != faces[-1]:
        faces.append(original)
    return faces


def _component_and_view(bare, parameters):
    """Return (component, view) of Joomla that an address names; "" for what it does not name."""
    match = _COMPONENT.match(bare)
    component, view = (match[1], match[2] or "") if match else ("", "")
    view = parameters.get("view", view)
    if parameters.get("task") == "view":  # Joomla 1.0
        view = "article"
    component = parameters.get("option", component).removeprefix("com_")
    if not component:
        component = next((of for of, shown in _VIEWS if shown == view), "")
    return component, view


def _asked_in_query(bare, component, view, parameters):
    match = _NUMBERED.match(parameters.get("id", ""))
    if match and (component, view) in _VIEWS:
        clase, begins = _VIEWS[component, view]
        yield Sistema.JOOMLA, clase, f"{begins}{int(match[1])}"
    for name, clase in _OF_WORDPRESS.items() if bare == "/" else ():
        if match := _NUMBERED.match(parameters.get(name, "")):
            yield Sistema.WORDPRESS, clase, str(int(match[1]))


def _is_of_query(parameters):
    """Whether the query, and not the path, says what is requested."""
    if parameters.get("view") in _FRONT_VIEWS:
        return False
    names = (*_OF_JOOMLA, *_OF_WORDPRESS, *_LISTS_OF_WORDPRESS)
    return any(name in parameters for name in names)


def _numbered(bare, component, view):
    """Yield each (sistema, clase, clave) that a number in the last part of a path may mean."""
    match = _NUMBERED.match(bare.rpartition("/")[2])
    if match is None:
        return
    clave = str(int(match[1]))
    if component:
        if (component, view) in _VIEWS:
            clase, begins = _VIEWS[component, view]
            yield Sistema.JOOMLA, clase, f"{begins}{clave}"
    elif match[2]:
        for clase, begins in _VIEWS.values():
            yield Sistema.JOOMLA, clase, f"{begins}{clave}"
    if bare.startswith("/archives/"):
        yield Sistema.WORDPRESS, Clase.PIEZA, clave


def _above(bare):
    """Yield the paths above ``bare``, the nearest first."""
    for _level in range(_MOST_ABOVE):
        bare = bare.rpartition("/")[0]
        if not bare:
            return
        yield bare


def _numbered_categories(paths):
    """Yield ((sistema, clase, clave), alias) of the categories that ``paths`` may be of."""
    for path in paths:
        match = _NUMBERED.match(path.rpartition("/")[2])
        if match and match[2]:
            yield (Sistema.JOOMLA, Clase.CATEGORIA, str(int(match[1]))), match[2]


def _names(bare):
    """Return the aliases in a path: its last part, and the page of an attachment."""
    parts = bare.strip("/").split("/")
    names = [parts[-1]]
    if match := _NUMBERED.match(parts[-1]):
        names = [match[2]] if match[2] else []
    if _DATED.match(bare) or "attachment" in parts[-2:-1]:
        names.append(parts[-3] if parts[-2] == "attachment" and len(parts) > 2 else parts[-2])
    return tuple(name for name in names if name and not name.isdecimal())


def _feed(ruta, parameters):
    if parameters.get("format") == "feed":
        return "atom" if parameters.get("type") == "atom" else "rss"
    if asked := parameters.get("feed", ""):
        return "atom" if asked == "atom" else "rss"
    if match := _FEED.search(ruta):
        is_atom = "atom" in match[0] or parameters.get("type") == "atom"
        return "atom" if is_atom else "rss"
    return ""
