"""States shown with an icon beside their name, and never by colour alone."""

from django.db import models

from base.links import Link


class States(models.TextChoices):
    """Choices whose members are (value, name of the icon, label)."""

    def __new__(cls, value, icono):
        state = str.__new__(cls, value)
        state._value_ = value
        state.icono = icono
        return state


def by_state(counted, address, *, every, chosen=""):
    """Return [(link, count, icon)]: first all, then each state of ``counted`` above zero.

    ``address`` takes the value of a state and returns its URL; with "" it returns the URL of all.
    ``every`` is the text of the link to all.
    """
    links = [(Link(every, address(""), not chosen), sum(counted.values()), "")]
    for state, number in counted.items():
        if number:
            link = Link(state.label, address(state.value), state.value == chosen)
            links.append((link, number, state.icono))
    return links


def states_of(found, counted):
    """Return the links of :func:`by_state` for the filter «estado» of ``found``, a PublicList."""
    return by_state(
        counted,
        lambda state: f"{found.url}{found.as_query(estado=state)}",
        every=found.filters["estado"].every,
        chosen=found.chosen["estado"],
    )
