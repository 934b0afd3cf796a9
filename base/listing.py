"""A public list with filters, search, pages, downloads and feeds, which sections declare.

A section declares the items, the filters and what each card shows. Reading the request, paging, the
canonical address and the rules for robots are the same for all lists.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import path as django_path
from django.utils.functional import cached_property
from django.utils.timezone import localdate

from servidor.caches.fragments import published_fragment

from .frame import Frame
from .links import Link
from .paging import paginate

_LONGEST = 100


@dataclass(frozen=True)
class Filter:
    """One filter of a list; its ``name`` is also the name of its query parameter.

    ``options`` are pairs (value, label). A value that is not among them filters nothing, unless the
    filter ``is_open``: then it is applied and finds nothing. ``narrow`` is a lookup that must equal
    the value, or a function of items and value. ``every`` is the label of the link that removes the
    filter.
    """

    name: str
    options: Sequence[tuple[str, str]]
    narrow: str | Callable
    every: str = ""
    # Converts the text of the query parameter into the value.
    clean: Callable[[str], str] = str
    is_open: bool = False

    def read(self, parameters):
        """Return the value in the query ``parameters``, or ""."""
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
    """A list on ``page``, filtered and paged as ``request`` asks."""

    per_page = 20
    template, title = None, ""  # None and "": those of the page
    path = ""  # its path below the page
    formats = ()  # formats of downloads and feeds, each at its own path: ``write(formato)``
    formats_path = ""  # the path, below that of the list, below which the formats are
    # Whether ``?q=`` searches the list; its query set then needs the method ``matching``.
    is_searchable = False
    quoted = "«%s»"  # how ``chosen_words`` quotes the searched words
    # Context name of the cards in the template, and the text with their number: "%(total)d …".
    items_name = "tarjetas"
    counted = ""
    # For how many seconds the cards of a page are cached, as in ``fragment``; 0 for not at all.
    seconds = 0

    def __init__(self, page, request):
        self.page, self.request = page, request
        self.frame = Frame.for_request(request, page)

    @classmethod
    def urls(cls, name, at=None):
        """Return paths for ``Presentation.urls``: the list and, below it, each of its formats."""

        def view(page, request, formato, **kwargs):
            asked = cls(page, request, **kwargs)
            return asked.write(formato) if formato else asked.render()

        at = cls.path if at is None else at
        places = {"": at} | {item: f"{at}{cls.formats_path}{item}/" for item in cls.formats}
        return tuple(
            django_path(place, view, {"formato": item}, f"{name}_{item}".strip("_"))
            for item, place in places.items()
        )

    # --- What a section declares ---------------------------------------------------------

    def get_items(self):
        """Return all items that the list may show, in their order, as a query set."""
        raise NotImplementedError

    def get_filters(self):
        """Return the :class:`Filter` objects, in the order of the query parameters."""
        return []

    def search(self, items):
        """Return the ``items`` that match ``self.text``, which is not empty."""
        return items.matching(self.text)

    def get_cards(self, items):
        """Return the cards of ``items``, the items of one page. They may come from the cache."""
        return items

    def get_current(self, cards):
        """Return ``cards`` with what depends on the moment, such as whether an office is open."""
        return cards

    def get_listed(self):
        """Return what the paginator divides into pages: by default, all items found."""
        return self.found

    def get_extra_context(self, cards):
        return {}

    def write(self, formato):
        """Return the response with ``found`` in ``formato``, one of ``formats``."""
        raise NotImplementedError

    # --- What the request asks for ---------------------------------------------------------

    @cached_property
    def text(self):
        """The searched words, in one line and shortened; "" without a search."""
        asked = self.request.GET.get("q", "") if self.is_searchable else ""
        return " ".join(asked.replace("\x00", "").split())[:_LONGEST]

    @cached_property
    def filters(self):
        return {item.name: item for item in self.get_filters()}

    @cached_property
    def chosen(self):
        """{name of a filter: its chosen value, or ""}."""
        return {name: item.read(self.request.GET) for name, item in self.filters.items()}

    @property
    def is_narrowed(self):
        return bool(self.text) or any(self.chosen.values())

    @property
    def chosen_words(self):
        """The chosen filters and the searched words as text; "" without any."""
        named = [self.filters[name].words_of(value) for name, value in self.chosen.items() if value]
        return ", ".join([*named, *([self.quoted % self.text] if self.text else [])])

    def narrow(self, items, *, but=None):
        """Return ``items`` after the search and all chosen filters except the one named ``but``."""
        found = self.search(items) if self.text else items
        for name, value in self.chosen.items():
            if value and name != but:
                found = self.filters[name].apply(found, value)
        return found

    @cached_property
    def found(self):
        """The items after search and filters: shown, counted and downloaded, in any format."""
        return self.narrow(self.get_items())

    # --- Addresses -----------------------------------------------------------------------

    @property
    def url(self):
        return f"{self.page.get_url(self.request)}{self.path}"

    def as_query(self, **changes):
        """Return the query string of the current filters with ``changes``; "" if all are empty."""
        values = self.chosen | {"q": self.text} | changes
        query = urlencode({name: value for name, value in values.items() if value})
        return f"?{query}" if query else ""

    def links(self, name):
        """Return the links of a filter: one without it, one for each option; other filters stay."""
        item, chosen = self.filters[name], self.chosen[name]
        return [
            Link(words, f"{self.url}{self.as_query(**{name: value})}", actual=value == chosen)
            for value, words in [("", item.every), *item.options]
        ]

    @property
    def full_title(self):
        """The title of the list, followed by its filters in words."""
        title, narrowed = self.title or self.page.title, self.chosen_words
        return f"{title}: {narrowed}" if narrowed else str(title)

    # --- The response ----------------------------------------------------------------------

    def _read(self):
        """Return the number of items found, and the cards of the page that the request asks for."""
        number = self.request.GET.get("page", "1")[:_LONGEST]

        def compute():
            page = Paginator(self.get_listed(), self.per_page).get_page(number)
            return page.paginator.count, self.get_cards(page)

        return self.kept("lista", compute, page=number) if number.isdecimal() else compute()

    def kept(self, name, compute, **changes):
        """Return ``compute()``, kept for ``seconds`` of today; ``changes`` are as in ``as_query``.

        A list found by words is not kept: their number has no limit, and the cache must have one.
        """
        if self.text or not self.seconds:
            return compute()
        key = f"{name}-{self.page.pk}-{localdate()}-{self.request.path}{self.as_query(**changes)}"
        return published_fragment(self.request, key, compute, self.seconds)

    def get_context(self):
        total, cards = self._read()
        cards = self.get_current(cards)
        paging = paginate(self.request, range(total), self.per_page)
        page, asked = paging["pagina"], self.as_query()
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
            **{
                f"{item}_url": f"{self.url}{self.formats_path}{item}/{asked}"
                for item in self.formats
            },
            "canonica": self.frame.absolute(f"{self.request.path}{query}"),
            # Two or more filters make hundreds of lists, and none says anything new: people may use
            # and share them, but robots should not index them.
            "sin_robots": sum(map(bool, [self.text, *self.chosen.values()])) > 1,
            **self.get_extra_context(cards),
        }

    def render(self):
        context = self.get_context()
        return self.page.render(self.request, template=self.template, context_overrides=context)
