"""States that are told by a drawing beside their words, and never by colour alone."""

from django.db import models

from base.links import Link


class States(models.TextChoices):
    """Each is a value, the name of its ``icono``, and its words."""

    def __new__(cls, value, icono):
        state = str.__new__(cls, value)
        state._value_ = value
        state.icono = icono
        return state


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


def states_of(found, counted):
    """Return the same for the filter «estado» of ``found``, a ``PublicList``."""
    return by_state(
        counted,
        lambda state: f"{found.url}{found.as_query(estado=state)}",
        every=found.filters["estado"].every,
        chosen=found.chosen["estado"],
    )
