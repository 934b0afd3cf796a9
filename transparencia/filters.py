"""What was asked of a list of this section, and the links that narrow it and keep the rest."""

from urllib.parse import urlencode

from django.http import Http404

from base.links import Link
from base.texto import plain

_LONGEST = 100  # letters of a search


class Filters:
    """What the query string asks for of what there is to choose; the rest filters nothing.

    ``options`` are {parameter: [(value, words)]}; ``text`` is what was written to be found.
    """

    def __init__(self, request, options, *, has_words=True):
        self.request, self.options = request, options
        self.chosen = {name: _asked(request, name, items) for name, items in options.items()}
        self.text = words(request) if has_words else ""

    def __bool__(self):
        return any(self.values)

    def __getitem__(self, name):
        return self.chosen[name]

    @property
    def values(self):
        return [*self.chosen.values(), self.text]

    @property
    def plain_words(self):
        """The words that were written, as ``texto_llano`` has them."""
        return plain(self.text).split()

    def words_of(self, name):
        """What was chosen of one parameter, in words; empty for nothing."""
        return str(dict(self.options[name]).get(self.chosen[name], ""))

    @property
    def in_words(self):
        return ", ".join(filter(None, [*map(self.words_of, self.options), self.text]))

    def as_query(self, **changes):
        """Return the query string of these filters with ``changes``; empty for none."""
        return query(self.chosen | {"q": self.text} | changes)

    def address(self, url, name, value):
        """Return that of the list at ``url`` with ``value`` for ``name`` and the rest as it is."""
        asked = self.request.GET.copy()
        asked.pop("page", None)
        asked.pop(name, None)
        if value:
            asked[name] = value
        return f"{url}?{asked.urlencode()}" if asked else url

    def links(self, url, name, *, every):
        """Return a link for each option of a parameter; the first, ``every``, asks for none."""
        return [
            Link(text, self.address(url, name, value), actual=value == self[name])
            for value, text in [("", every), *self.options[name]]
        ]

    def context(self, frame, title):
        """Return what the page of a list is told of what narrows it.

        Two or more things combine into hundreds of lists of which none says anything new: they are
        for people, who may share them, and not for robots.
        """
        number = sum(map(bool, self.values))
        narrowed = self.in_words
        return {
            "titulo": title,
            "titulo_pagina": f"{title}: {narrowed}" if narrowed else title,
            "consulta": self.text,
            "elegidos": self.chosen,
            "filtrado": number > 0,
            "canonica": canonical(self.request, frame, is_narrowed=number > 0),
            "sin_robots": number > 1,
        }


def _asked(request, name, options):
    """Return which of ``options`` was asked for, "" for none of them."""
    value = request.GET.get(name, "")
    return value if value in dict(options) else ""


def query(values):
    """Return the query string of {parameter: value}, without those that are empty."""
    there = urlencode({name: value for name, value in values.items() if value})
    return f"?{there}" if there else ""


def by_state(counted, address, *, every, chosen=""):
    """Return [(link, how many, icon)]: all, and each of {state: how many} that there is.

    ``address`` tells where a state is listed, by its value; ``every`` are the words for all.
    """
    links = [(Link(every, address(""), not chosen), sum(counted.values()), "")]
    for state, number in counted.items():
        if number:
            link = Link(state.label, address(state.value), state.value == chosen)
            links.append((link, number, state.icono))
    return links


def or_404(found):
    """Return what was found of what an address names; without it there is no such page."""
    if found is None:
        raise Http404
    return found


def words(request):
    return " ".join(request.GET.get("q", "").replace("\x00", "").split())[:_LONGEST]


def canonical(request, frame, *, is_narrowed):
    """The address of a list without what does not change it."""
    matters = is_narrowed or request.GET.get("page")
    return frame.absolute(request.get_full_path() if matters else request.path)
