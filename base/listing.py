"""A list that citizens narrow and page through, take away and follow: declared, not written again.

A section says what there is, by what it may be narrowed and what is told of each thing; asking,
paging, the canonical address and what robots are to leave are the same everywhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.functional import cached_property

from .frame import Frame
from .links import Link
from .paginacion import paginate

_LONGEST = 100


@dataclass(frozen=True)
class Filter:
    """One way to narrow a list, named as its parameter.

    ``options`` are the pairs (value, words) that there are to choose from: what is not among them
    filters nothing, unless the filter ``is_open``: then there is nothing of it. ``narrow`` is the
    lookup that has to equal the value, or a function of the queryset and the value. ``every`` are
    the words of the link that takes the choice back.
    """

    name: str
    options: Sequence[tuple[str, str]]
    narrow: str | Callable[[QuerySet, str], QuerySet]
    every: str = ""
    # Makes of what was written in an address the value that it means.
    clean: Callable[[str], str] = str
    is_open: bool = False

    def read(self, parameters):
        """Return the value that was asked for, "" for none."""
        value = self.clean(parameters.get(self.name, "").replace("\x00", ""))[:_LONGEST]
        return value if self.is_open or value in dict(self.options) else ""

    def words_of(self, value):
        return str(dict(self.options).get(value, "…"))

    def apply(self, found, value):
        if callable(self.narrow):
            return self.narrow(found, value)
        return found.filter(**{self.narrow: value})


class PublicList:
    """One list on ``page``, as ``request`` asks for it."""

    per_page = 20
    template = None  # that of the page itself
    path = ""  # where it stands below the page
    # Whether it is narrowed by words too, ``?q=``: its queryset has ``matching``.
    is_searchable = False
    # What its items are called in its template.
    items_name = "tarjetas"

    def __init__(self, page, request):
        self.page, self.request = page, request
        self.frame = Frame.for_request(request, page)

    @classmethod
    def as_view(cls):
        """Return the view of an address of ``Presentation.urls``."""

        def view(page, request, **kwargs):
            return cls(page, request, **kwargs).render()

        return view

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

    def get_title(self):
        """Return what the list is called."""
        return self.page.title

    def get_extra_context(self, cards):
        return {}

    # --- What is asked for ---------------------------------------------------------------

    @cached_property
    def text(self):
        """The words that are sought; empty where none are."""
        if not self.is_searchable:
            return ""
        return " ".join(self.request.GET.get("q", "").replace("\x00", "").split())[:_LONGEST]

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
        return ", ".join([*named, *([f"«{self.text}»"] if self.text else [])])

    def narrow(self, items, *, but=None):
        """Return those of ``items`` that the reader asked for, whatever the filter ``but`` says."""
        found = self.search(items) if self.text else items
        for name, value in self.chosen.items():
            if value and name != but:
                found = self.filters[name].apply(found, value)
        return found

    @cached_property
    def found(self):
        """What the reader asked for: what is shown, counted and taken away."""
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

    # --- What is answered ----------------------------------------------------------------

    def get_context(self):
        paging = paginate(self.request, self.found, self.per_page)
        number = paging["pagina"].number
        cards = self.get_cards(paging["pagina"])
        query = self.as_query(page=number if number > 1 else "")
        title, narrowed = self.get_title(), self.chosen_words
        return {
            **paging,
            self.items_name: cards,
            "url": self.url,
            "consulta": self.text,
            "elegidos": self.chosen,
            "filtrado": self.is_narrowed,
            "filtro": narrowed,
            "titulo": title,
            "titulo_pagina": f"{title}: {narrowed}" if narrowed else title if self.path else None,
            "total": paging["pagina"].paginator.count,
            "canonica": self.frame.absolute(f"{self.request.path}{query}"),
            # Two or more choices combine into hundreds of lists of which none says anything new:
            # they are for people, who may share them, and not for robots.
            "sin_robots": sum(map(bool, [self.text, *self.chosen.values()])) > 1,
            **self.get_extra_context(cards),
        }

    def render(self):
        return self.page.render(
            self.request, template=self.template, context_overrides=self.get_context()
        )
