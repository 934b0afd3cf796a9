"""The components of the index of presence, as the sections that measure them describe them.

Who counts them, and shows them, knows no section (``Section.measures``, docs/decisions/0039).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import QuerySet
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from wagtail.models import Site

from base.numeros import con_unidad
from base.publicas import publicas
from base.sections import contributions
from base.tree import container, container_path


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
class Medidos:
    """What is measured: portals, and their public entities by their Spanish pages.

    ``rutas`` are the tree paths of ``entidades`` by their keys.
    """

    sites: Sequence[Site]
    entidades: QuerySet
    rutas: Mapping[int, str]

    @cached_property
    def claves(self):
        """The keys of the entities, as a part of other queries."""
        return self.entidades.order_by().values("pk")

    @cached_property
    def portales(self):
        """{path of the container: key of the site}."""
        return {container_path(site.root_page.path): site.pk for site in self.sites}

    def con_seccion(self, model):
        """The keys of the portals with a section of the kind ``model`` that anyone may read."""
        places = publicas(model.objects.all()).order_by().values_list(container(), flat=True)
        return {self.portales[place] for place in places if place in self.portales}


@dataclass(frozen=True)
class Conteo:
    """The parts of those to which a component applies, by the keys of entities and of sites.

    Without ``portales`` that of a portal is the sum of its entities.
    """

    entidades: Mapping[int, Parte]
    portales: Mapping[int, Parte] | None = None


@dataclass(frozen=True)
class Componente:
    """One thing that is measured, the same in every portal.

    ``contar`` counts what is public alone, with as many queries for any number of entities and
    portals. ``en_palabras`` tells one part in the language of the reader.
    """

    clave: str
    titulo: Promise
    explicacion: Promise
    peso: int
    contar: Callable[[Medidos], Conteo]
    en_palabras: Callable[[Parte], str]


def en_porcentaje(number):
    """Write a part in whole percent, on one line; None is what nothing is known of."""
    return _("sin datos") if number is None else con_unidad(int(number), "%")


def sumar(pairs):
    """Return {key: Parte} of (key, part), added up."""
    found = {}
    for key, parte in pairs:
        found[key] = found[key] + parte if key in found else parte
    return found


def componentes():
    """Return all of them, the weightiest first."""
    by_name = sorted(contributions("measures"), key=attrgetter("clave"))
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
