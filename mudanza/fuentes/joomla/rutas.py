"""Addresses of a Joomla, made as its own router makes them (``com_content``, ``com_contact``).

The address of an article or a contact begins with the menu item of the thing itself, of its
category, or of the nearest category above. The old router adds the numbers of the thing and of its
category; the new router adds all numbers or none. A portal may have changed its router, and
addresses of all times are in use: the usual one of today is first, the others follow. If there is
no such menu item, Joomla uses the one from which the reader came: these addresses are unlimited in
number, and end in ``/<number>-<alias>``.
"""

from collections import defaultdict

from .tablas import CONTENT

_ROOT = 1
_MOST = 40  # addresses of one thing


class Rutas:
    """The addresses of the things of a ``component``, in a portal with these ``Tablas``.

    ``view`` is the component's name for one thing: ``article``, ``contact``.
    """

    def __init__(self, tables, component=CONTENT, view="article"):
        self.tables = tables
        self.component, self.view = component, view
        self.base = f"component/{component.removeprefix('com_')}"
        self.is_new = component in tables.es_moderna
        self.is_short = component in tables.sin_numeros
        self.items = defaultdict(list)
        for item in tables.menus:
            if item.componente == component:
                self.items[item.vista, item.de].append(item)
        # Menu items that list all categories: Joomla gives them the number 0 or that of the root.
        self.of_all = self.items["categories", 0] + self.items["categories", _ROOT]

    def de_categoria(self, category):
        """Return the addresses of a category, the usual one first, each once."""
        places = self._places(category)
        paths = [
            ("/".join([_path(item), *way]), item.idioma)
            for below, items in places
            for way in self._ways(below, category.id)
            for item in items
        ]
        component = f"{self.base}/category"
        names = [category.alias, f"{category.id}-{category.alias}"]
        if not (self.is_new and self.is_short):
            names.reverse()
        paths += [(f"{component}/{name}", "") for name in names]
        return self._addresses(paths, category.idioma)

    def de_menu(self, item):
        """Return the addresses of an item of the menu itself."""
        return self._addresses([(item.ruta, item.idioma)], item.idioma)

    def de_una(self, key, alias, category, language):
        """Return the addresses of an article or a contact, the usual one first, each once.

        ``category`` is None if the thing has none, or one that was not read.
        """
        named, last = f"{key}-{alias}", category.id if category else 0
        places = self._places(category)
        paths = [(_path(item), item.idioma) for item in self.items[self.view, key]]
        paths += [
            ("/".join([_path(item), *way]), item.idioma)
            for below, items in places
            for way in self._ways(below, last, named, alias)
            for item in items
        ]
        component = f"{self.base}/{self.view}"
        if not places:
            ways = self._ways(self._line(category), last, named, alias)
            if self.is_new:
                paths.append((f"{component}/{ways[0][-1]}", ""))
            paths += [(f"{component}/{'/'.join(way)}", "") for way in ways]
            # Addresses below the front page, which lists featured articles.
            paths += [("/".join(way), "") for way in ways if len(way) > 1]
        paths.append((f"{component}/{named}", ""))
        return self._addresses(paths, language)

    def _addresses(self, paths, language):
        found = []
        for path, code in paths:
            # A menu item for all languages takes the language of the article.
            found += self._in_languages(path.strip("/"), language if code in ("", "*") else code)
        return tuple(dict.fromkeys(found))[:_MOST]

    def _line(self, category):
        """Return the categories from the highest one down to ``category``; [] for None."""
        line = []
        while category:
            line.insert(0, category)
            category = self.tables.categorias.get(category.padre)
        return line

    def _places(self, category):
        """Return the places of a category in the menu: [(categories below the place, its items)].

        Joomla takes an item of the category or of the nearest one above, then one that lists the
        categories within it; but also the item from which a reader came, if it leads here.
        """
        line = self._line(category)
        places = []
        for view in ("category", "categories"):
            for place in range(len(line) - 1, -1, -1):
                if items := self.items[view, line[place].id]:
                    places.append((line[place + 1 :], items))
        if self.of_all and not places:
            places.append((line, self.of_all))
        return places

    def _ways(self, categories, last_category, named="", alias=""):
        """Return the parts after the menu item in the ways of all routers, the usual one first."""
        old = [category.alias for category in categories]
        if old:
            old[0] = f"{last_category}-{old[0]}"
        numbered = [f"{category.id}-{category.alias}" for category in categories]
        short = [category.alias for category in categories]
        if named:
            old, numbered, short = [*old, named], [*numbered, named], [*short, alias]
        if not self.is_new:
            return [old, numbered, short]
        return [short, numbered, old] if self.is_short else [numbered, short, old]

    def _in_languages(self, path, code):
        """Return the addresses of ``path`` with the prefix of its language and without it."""
        if not self.tables.con_idiomas:
            return [f"/{path}"]
        known = self.tables.idiomas
        if code in known:
            parts = [known[code]]
        else:
            first = self.tables.idioma_inicial
            parts = [known[name] for name in sorted(known, key=lambda name: name != first)]
        return [*(f"/{part}/{path}".rstrip("/") for part in parts), f"/{path}"]


def _path(item):
    return "" if item.es_inicio else item.ruta
