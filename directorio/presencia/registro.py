"""Types with which sections declare the components of the index of presencia.

Code that calculates or shows the index imports no section: it reads ``Section.measures``
(docs/decisions/0039).
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
class Fraccion:
    """Fraction of what should be done: ``hecho`` of ``total``, which is more than zero."""

    hecho: int
    total: int

    @property
    def porcentaje(self):
        return min(100.0, 100 * self.hecho / self.total)

    def __add__(self, other):
        return Fraccion(self.hecho + other.hecho, self.total + other.total)


@dataclass(frozen=True)
class Medidos:
    """Portals to measure, with their public entidades as Spanish pages.

    ``rutas`` is {id: tree path} of ``entidades``.
    """

    sites: Sequence[Site]
    entidades: QuerySet
    rutas: Mapping[int, str]

    @cached_property
    def claves(self):
        """Ids of the entidades, as a subquery."""
        return self.entidades.order_by().values("pk")

    @cached_property
    def portales(self):
        """{path of the portal's container: site id}."""
        return {container_path(site.root_page.path): site.pk for site in self.sites}

    def con_seccion(self, model):
        """Return the set of ids of the sites that have a public section of the class ``model``."""
        places = publicas(model.objects.all()).order_by().values_list(container(), flat=True)
        return {self.portales[place] for place in places if place in self.portales}


@dataclass(frozen=True)
class Conteo:
    """Parts of one component: {entidad id: Parte} and {site id: Parte}, where it applies.

    If ``portales`` is None, the part of a portal is the sum of its entidades.
    """

    entidades: Mapping[int, Fraccion]
    portales: Mapping[int, Fraccion] | None = None


@dataclass(frozen=True)
class Componente:
    """Component of the index, the same in every portal.

    ``count`` counts only public content; its number of queries must not grow with the entidades
    and portals. ``en_palabras`` describes one part in the reader's language.
    """

    clave: str
    titulo: Promise
    explicacion: Promise
    peso: int
    count: Callable[[Medidos], Conteo]
    en_palabras: Callable[[Fraccion], str]


def en_porcentaje(number):
    """Return ``number`` as text in whole percent, without a line break; None is «sin datos»."""
    return _("sin datos") if number is None else con_unidad(int(number), "%")


def add_up(pairs):
    """Return {key: Parte}, the sums of the pairs (key, part)."""
    found = {}
    for key, parte in pairs:
        found[key] = found[key] + parte if key in found else parte
    return found


def componentes():
    """Return all components, the one with the highest weight first."""
    by_name = sorted(contributions("measures"), key=attrgetter("clave"))
    return sorted(by_name, key=attrgetter("peso"), reverse=True)


def indice(partes):
    """Return the index in whole percent from ``partes``, {clave: :class:`Fraccion`}.

    It is the weighted mean of the components in ``partes``; None if there are none.
    """
    applied = [(item.peso, partes[item.clave]) for item in componentes() if item.clave in partes]
    weight = sum(peso for peso, _parte in applied)
    if not weight:
        return None
    # Halves are rounded up; ``round`` would round them to the even number.
    return int(sum(peso * parte.porcentaje for peso, parte in applied) / weight + 0.5)
