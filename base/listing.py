"""A list that citizens narrow and page through, take away and follow: declared, not written again.

A section says what there is, by what it may be narrowed and what is told of each thing; asking,
paging, the canonical address and what robots are to leave are the same everywhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.urls import path as django_path
from django.utils.functional import cached_property

from .frame import Frame
from .links import Link
from .paging import paginate

_LONGEST = 100


@dataclass(frozen=True)
class Filter:
    """One way to narrow a list, named as its parameter.

    ``options`` are the pairs (value, words) that there are to choose from: what is not among them
    filters nothing, unless the filter ``is_open``: then there is nothing of it. ``narrow`` is the
    lookup that has to equal the value, or a function of the items and the value. ``every`` are
    the words of the link that takes the choice back.
    """

    name: str
    options: Sequence[tuple[str, str]]
    narrow: str | Callable
    every: str = ""
    # Makes of what was written in an address the value that it means.
    clean: Callable[[str], str] = str
    is_open: bool = False

    def read(self, parameters):
        """Return the value that was asked for, "" for none."""
        value = self.clean(parameters.get(self.name, "").replace("\x00", ""))
        if self.is_open:
            return value[:_LONGEST]
        return value if value in dict(self.options) else ""

    def words_of(self, value):
        return str(dict(self.options).get(value, "…"))

    def apply(self, found, value):
        if callable(self.narrow):
            return self.narrow(found, value)
        return found.filter(**{self.narrow: value})


class PublicList:
    """One list on ``page``, as ``request`` asks for it."""

    per_page = 20
    template, title = None, ""  # those of the page itself
    path = ""  # where it stands below the page
    formats = ()  # as what it is taken away or followed, at addresses below: ``write(formato)``
    # Whether it is narrowed by words too, ``?q=``: its queryset has ``matching``.
    is_searchable = False
    quoted = "«%s»"  # those words, where it is told what it is narrowed by
    # What its items are called in its template, and how they are counted there: "%(total)d …".
    items_name = "tarjetas"
    counted = ""

    def __init__(self, page, request):
        self.page, self.request = page, request
        self.frame = Frame.for_request(request, page)

    @classmethod
    def urls(cls, name, at=None):
        """Return addresses for ``Presentation.urls``: the list, and below it its formats."""

        def view(page, request, formato, **kwargs):
            asked = cls(page, request, **kwargs)
            return asked.write(formato) if formato else asked.render()

        at = cls.path if at is None else at
        places = {"": at} | {item: f"{at}{item}/" for item in cls.formats}
        return tuple(
            django_path(place, view, {"formato": item}, f"{name}_{item}".strip("_"))
            for item, place in places.items()
        )

    # --- What a section declares ---------------------------------------------------------

    def get_items(self):
        """Return everything that may be listed, in its order."""
        raise NotImplementedError

    def get_filters(self):
        """Return the :class:`Filter` that there are, in the order of the address."""
        return []

    def search(self, items):
        """Narrow ``items`` by ``self.text``, which is not empty."""
        return items.matching(self.text)

    def get_cards(self, items):
        """Return what is told of each of ``items``, those of one page."""
        return items

    def get_listed(self):
        """Return what is shown, page after page."""
        return self.found

    def get_extra_context(self, cards):
        return {}

    def write(self, formato):
        """Return the answer that holds ``found`` in ``formato``, one of ``formats``."""
        raise NotImplementedError

    # --- What is asked for ---------------------------------------------------------------

    @cached_property
    def text(self):
        """The words that are sought; empty where none are."""
        asked = self.request.GET.get("q", "") if self.is_searchable else ""
        return " ".join(asked.replace("\x00", "").split())[:_LONGEST]

    @cached_property
    def filters(self):
        return {item.name: item for item in self.get_filters()}

    @cached_property
    def chosen(self):
        """{name of a filter: the value that was chosen, "" without one}."""
        return {name: item.read(self.request.GET) for name, item in self.filters.items()}

    @property
    def is_narrowed(self):
        return bool(self.text) or any(self.chosen.values())

    @property
    def chosen_words(self):
        """What the list is narrowed by, in words; empty where it is not."""
        named = [self.filters[name].words_of(value) for name, value in self.chosen.items() if value]
        return ", ".join([*named, *([self.quoted % self.text] if self.text else [])])

    def narrow(self, items, *, but=None):
        """Return those of ``items`` that the reader asked for, whatever the filter ``but`` says."""
        found = self.search(items) if self.text else items
        for name, value in self.chosen.items():
            if value and name != but:
                found = self.filters[name].apply(found, value)
        return found

    @cached_property
    def found(self):
        """What the reader asked for: what is shown, counted and taken away, in any format."""
        return self.narrow(self.get_items())

    # --- Addresses -----------------------------------------------------------------------

    @property
    def url(self):
        return f"{self.page.get_url(self.request)}{self.path}"

    def as_query(self, **changes):
        """Return the query string of what is asked for with ``changes``; empty for nothing."""
        values = self.chosen | {"q": self.text} | changes
        query = urlencode({name: value for name, value in values.items() if value})
        return f"?{query}" if query else ""

    def links(self, name):
        """Return a link for each option of a filter that keeps the rest, and one for all."""
        item, chosen = self.filters[name], self.chosen[name]
        return [
            Link(words, f"{self.url}{self.as_query(**{name: value})}", actual=value == chosen)
            for value, words in [("", item.every), *item.options]
        ]

    @property
    def full_title(self):
        """Its title, and what it is narrowed by."""
        title, narrowed = self.title or self.page.title, self.chosen_words
        return f"{title}: {narrowed}" if narrowed else str(title)

    # --- What is answered ----------------------------------------------------------------

    def get_context(self):
        paging = paginate(self.request, self.get_listed(), self.per_page)
        page, asked = paging["pagina"], self.as_query()
        cards, total = self.get_cards(page), page.paginator.count
        query = self.as_query(page=page.number if page.number > 1 else "")
        return {
            **paging,
            self.items_name: cards,
            "url": self.url,
            "consulta": self.text,
            "elegidos": self.chosen,
            "filtrado": self.is_narrowed,
            "filtro": self.chosen_words,
            "titulo": self.title or self.page.title,
            "titulo_pagina": self.full_title if self.path or self.chosen_words else None,
            "total": total,
            "cuantos": self.counted % {"total": total},
            "filtros": self.filters,
            "enlaces_de": {name: partial(self.links, name) for name in self.filters},
            **{f"{item}_url": f"{self.url}{item}/{asked}" for item in self.formats},
            "canonica": self.frame.absolute(f"{self.request.path}{query}"),
            # Two or more choices combine into hundreds of lists of which none says anything new:
            # they are for people, who may share them, and not for robots.
            "sin_robots": sum(map(bool, [self.text, *self.chosen.values()])) > 1,
            **self.get_extra_context(cards),
        }

    def render(self):
        context = self.get_context()
        return self.page.render(self.request, template=self.template, context_overrides=context)
