"""How much of what binds them the Government of a portal and its entities have published.

What does not concern somebody, with the reason told, does not count; what has lapsed, or leads
to nothing that anyone may read, counts as missing. Other apps ask here.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db.models.functions import Length, Substr
from django.utils import timezone

from base.publicas import publicas
from base.tenancy.tree import NOWHERE, container_path, in_tree_of

from .deberes import deberes_de, es_del_gobierno
from .situacion import Lectura, Situacion, pages_of


@dataclass(frozen=True)
class Cuenta:
    """So many are published of so many that bind."""

    publicadas: int = 0
    obligadas: int = 0

    @property
    def porcentaje(self):
        """In whole points, None where nothing binds; 100 is said of all alone."""
        return 100 * self.publicadas // self.obligadas if self.obligadas else None

    def __add__(self, other):
        return Cuenta(self.publicadas + other.publicadas, self.obligadas + other.obligadas)


@dataclass(frozen=True)
class DelPortal:
    """What one portal has published: its Government, and the ``listas`` of its entities."""

    gobierno: Cuenta
    entidades: Cuenta = Cuenta()
    listas: int = 0

    @property
    def total(self):
        return self.gobierno + self.entidades


def contar(situaciones):
    """Return the :class:`Cuenta` of the situations in which the obligations of one list stand."""
    bound = [item for item in situaciones if item != Situacion.NO_CORRESPONDE]
    return Cuenta(sum(item.cuenta for item in bound), len(bound))


def fichas():
    """The public lists, of all portals and languages."""
    return publicas(apps.get_model("transparencia", "FichaLey168Page").objects.all())


def situaciones(lists, depths, today):
    """Return {key of a list: {key of an obligation: (situation, key of its row or None)}}.

    ``lists`` is a queryset, ``depths`` are {key: depth in the tree} of the same. There is an entry
    for each obligation that binds.
    """
    model = apps.get_model("transparencia", "PublicacionDeOficio")
    rows = model.objects.filter(page__in=lists.order_by().values("pk"))
    reading = Lectura.of(pages_of(rows), today)
    told = defaultdict(dict)
    for row in rows.order_by("-sort_order", "-pk").values_list(*_READ, named=True):
        told[row.page_id][row.obligacion_id] = row
    return {
        pk: {
            deber.pk: _stands(told[pk].get(deber.pk), reading)
            for deber in deberes_de(gobierno=es_del_gobierno(depth))
        }
        for pk, depth in depths.items()
    }


_READ = (
    *("pk", "page_id", "obligacion_id", "pagina_id", "documento_id", "enlace"),
    *("desde", "hasta", "no_corresponde"),
)


def _stands(row, reading):
    return reading.situacion(row), row and row.pk


def _cuentas(lists, depths, today):
    found = situaciones(lists, depths, today or timezone.localdate())
    return {pk: contar(item for item, _row in rows.values()) for pk, rows in found.items()}


def con_lugar(lists):
    """Annotate ``arriba``, the path of the page below which each of ``lists`` stands."""
    return lists.annotate(arriba=Substr("path", 1, Length("path") - _step()))


def de_entidades(paths, today=None):
    """Return {path: (published, obliged)} of those of the entities ``paths`` that have a list.

    The number of queries is the same for any.
    """
    lists = con_lugar(fichas()).filter(arriba__in=list(paths))
    rows = list(lists.order_by().values_list("pk", "arriba", "depth"))
    counted = _cuentas(lists, {pk: depth for pk, _place, depth in rows}, today)
    return {place: (counted[pk].publicadas, counted[pk].obligadas) for pk, place, _depth in rows}


def _step():
    return apps.get_model("transparencia", "FichaLey168Page").steplen


def de_portales(sites, today=None):
    """Return {key of a site: :class:`DelPortal`}; the number of queries is the same for any.

    A Government without a list has published nothing; an entity without one does not count.
    """
    sites = list(sites)
    # Of one portal the others are not read; of many, one condition each would be slower.
    here = in_tree_of(sites[0].root_page.path) if len(sites) == 1 else ~NOWHERE
    lists = fichas().filter(here, locale__language_code=settings.LANGUAGE_CODE)
    nothing = Cuenta(0, len(deberes_de(gobierno=True)))
    governments, entities = {}, defaultdict(list)
    rows = list(lists.order_by().values_list("pk", "path", "depth"))
    counted = _cuentas(lists, {pk: depth for pk, _path, depth in rows}, today)
    for pk, path, depth in rows:
        place = container_path(path)
        if es_del_gobierno(depth):
            governments[place] = counted[pk]
        else:
            entities[place].append(counted[pk])
    places = {site.pk: container_path(site.root_page.path) for site in sites}
    return {
        key: DelPortal(
            governments.get(place, nothing), sum(entities[place], Cuenta()), len(entities[place])
        )
        for key, place in places.items()
    }


def de_portal(site, today=None):
    """Return (published, obliged) of a portal: its Government, and its entities with a list."""
    total = de_portales([site], today)[site.pk].total
    return total.publicadas, total.obligadas
