"""The components of the index of presence, as the sections that measure them describe them.

A section registers its own when its app is ready; who counts them, and shows them, knows no
section (docs/decisions/0039).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import QuerySet
from django.utils.functional import Promise
from wagtail.models import Site


@dataclass(frozen=True)
class Parte:
    """How much is done of what should be: ``hecho`` of ``total``, which is more than zero."""

    hecho: int
    total: int

    @property
    def porcentaje(self):
        return min(100.0, 100 * self.hecho / self.total)

    def __add__(self, other):
        return Parte(self.hecho + other.hecho, self.total + other.total)


@dataclass(frozen=True)
class Componente:
    """One thing that is measured, the same in every portal.

    ``de_entidades`` is called with a queryset of Spanish pages of entities and returns
    {key: :class:`Parte`} of those to which it applies; ``de_portales`` with sites, and returns
    the same by their keys. What both cost does not grow with what they are given, and they
    count what is public alone. Without ``de_portales``, that of a portal is the sum of its
    entities. ``en_palabras`` tells one part in the language of the reader.
    """

    clave: str
    titulo: Promise
    explicacion: Promise
    peso: int
    en_palabras: Callable[[Parte], str]
    de_entidades: Callable[[QuerySet], Mapping[int, Parte]]
    de_portales: Callable[[Iterable[Site]], Mapping[int, Parte]] | None = None


_componentes: dict[str, Componente] = {}


def registrar(componente):
    """Make ``componente`` a part of the index."""
    _componentes[componente.clave] = componente
    return componente


def componentes():
    """Return all of them, the weightiest first."""
    by_name = sorted(_componentes.values(), key=attrgetter("clave"))
    return sorted(by_name, key=attrgetter("peso"), reverse=True)


def indice(partes):
    """Return the index of what has ``partes``, {key: :class:`Parte`}, in whole percent.

    It is the mean of those that apply, each by its weight; None where none does.
    """
    applied = [(item.peso, partes[item.clave]) for item in componentes() if item.clave in partes]
    weight = sum(peso for peso, _parte in applied)
    if not weight:
        return None
    # A half counts as a whole one, unlike what ``round`` makes of it.
    return int(sum(peso * parte.porcentaje for peso, parte in applied) / weight + 0.5)
