"""Counts of the obligaciones that the Government of a portal and its entidades have met.

An obligación marked «no le corresponde», with its reason, does not count. One that has expired, or
whose target not everybody can read, counts as missing. Other apps use this module.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, Count, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from base.publicas import publicas
from base.tree import NOWHERE, camino_de_encima, container_path, in_tree_of
from directorio.models import EntidadPage
from documentos.models import FichaLey168Page, Obligacion, PublicacionDeOficio

from .deberes import deberes_de
from .rules import GOBIERNO_DEPTH, es_del_gobierno, obliga, para_quienes
from .situacion import SituacionDeLaObligacion, SituacionesDelDia, esta_publicada, pages_of


@dataclass(frozen=True)
class Cumplimiento:
    """Count of the obligaciones that are published, of those that apply."""

    publicadas: int = 0
    obligadas: int = 0

    @property
    def porcentaje(self):
        """Whole percent, rounded down so that only all give 100; None if none applies."""
        return 100 * self.publicadas // self.obligadas if self.obligadas else None

    def __add__(self, other):
        return Cumplimiento(self.publicadas + other.publicadas, self.obligadas + other.obligadas)


@dataclass(frozen=True)
class DelPortal:
    """Counts of one portal: of its Government, and of each entidad with a list, by tree path."""

    gobierno: Cumplimiento
    por_entidad: Mapping[str, Cumplimiento]

    @property
    def entidades(self):
        return sum(self.por_entidad.values(), Cumplimiento())

    @property
    def total(self):
        return self.gobierno + self.entidades


def count_situations(situaciones):
    """Return the :class:`Cumplimiento` of ``situaciones``, one for each obligación of a list."""
    bound = [item for item in situaciones if item != SituacionDeLaObligacion.NO_CORRESPONDE]
    return Cumplimiento(sum(item.cuenta for item in bound), len(bound))


def fichas():
    """Return the public lists of all portals and languages; an entidad must be public too."""
    lists = con_lugar(FichaLey168Page.objects.all())
    entities = publicas(EntidadPage.objects.all()).order_by().values("path")
    return publicas(lists).filter(Q(depth=GOBIERNO_DEPTH) | Q(arriba__in=entities))


def situaciones(lists, depths, today):
    """Return {pk of a list: {pk of an obligación: (situación, pk of its row or None)}}.

    ``lists`` is a query set and ``depths`` {pk: depth in the tree} of the same lists. The result
    has every obligación that applies to each list.
    """
    rows = PublicacionDeOficio.objects.filter(page__in=lists.order_by().values("pk"))
    reading = SituacionesDelDia.of(pages_of(rows), today)
    told = defaultdict(dict)
    for row in rows.order_by("-sort_order", "-pk").values_list(*_READ, named=True):
        told[row.page_id][row.obligacion_id] = row
    return {
        pk: {
            deber.pk: (reading.situacion(row := told[pk].get(deber.pk)), row and row.pk)
            for deber in deberes_de(gobierno=es_del_gobierno(depth))
        }
        for pk, depth in depths.items()
    }


_READ = (
    *("pk", "page_id", "obligacion_id", "pagina_id", "documento_id", "enlace"),
    *("desde", "hasta", "no_corresponde"),
)


def con_lugar(lists):
    """Return ``lists`` annotated with ``arriba``, the path of the parent page."""
    return lists.annotate(arriba=camino_de_encima("path"))


def con_cuenta(lists, today):
    """Annotate ``publicadas`` and ``obligadas``, counted as by ``count_situations``, in SQL."""
    rows = PublicacionDeOficio.objects.filter(page=OuterRef("pk"))
    bound = rows.filter(obliga())
    duties = Case(
        When(depth=GOBIERNO_DEPTH, then=_number(_duties(gobierno=True), "locale")),
        default=_number(_duties(gobierno=False), "locale"),
    )
    return lists.annotate(
        publicadas=_number(bound.filter(esta_publicada(today)), "page"),
        obligadas=duties - _number(bound.filter(no_corresponde=True), "page"),
    )


def _duties(*, gobierno):
    return Obligacion.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE, para__in=para_quienes(gobierno=gobierno)
    )


def _number(rows, of_one):
    """Return a subquery with the count of ``rows``; they must all have one value of ``of_one``."""
    count = rows.order_by().values(of_one).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(count), 0)


def de_portales(sites, today=None):
    """Return {pk of a site: :class:`DelPortal`}, with two queries for any number of sites.

    A Government without a list counts as nothing published; an entidad without one is left out.
    """
    sites = list(sites)
    # For one portal, read only its lists; for many, a condition for each would be slower.
    here = in_tree_of(sites[0].root_page.path) if len(sites) == 1 else ~NOWHERE
    lists = fichas().filter(here, locale__language_code=settings.LANGUAGE_CODE)
    counted = con_cuenta(lists, today or timezone.localdate()).order_by()
    governments, entities = {}, defaultdict(dict)
    for above, depth, *numbers in counted.values_list("arriba", "depth", "publicadas", "obligadas"):
        if es_del_gobierno(depth):
            governments[container_path(above)] = Cumplimiento(*numbers)
        else:
            entities[container_path(above)][above] = Cumplimiento(*numbers)
    nothing = Cumplimiento(0, len(deberes_de(gobierno=True)))
    places = {site.pk: container_path(site.root_page.path) for site in sites}
    return {
        key: DelPortal(governments.get(place, nothing), entities[place])
        for key, place in places.items()
    }
