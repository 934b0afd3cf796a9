"""Counts the components of entities and portals, at most once an hour.

What is kept has no names: whether an entity is public is asked whenever it is shown.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from base.publicas import publicas
from base.tenancy.tree import container_path, in_trees_of
from directorio.models import EntidadPage

from .registro import componentes

_SECONDS = 3600


@dataclass(frozen=True)
class Cifras:
    """The components of one portal, {key: :class:`.registro.Parte`}, as they were ``el``."""

    el: datetime
    partes: dict = field(default_factory=dict)


def entidades_medidas(sites):
    """Return the public Spanish entities of the portals ``sites``, with their offices."""
    homes = [site.root_page.path for site in sites]
    spanish = EntidadPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return publicas(spanish.filter(in_trees_of(homes)))


def de_portales(sites):
    """Return {site: :class:`Cifras`} of portals; the queries are as many for any number."""
    return _kept("portal", sites)


def de_entidades(sites):
    """Return {entity: {key: Parte}} of the entities of portals."""
    found = {}
    for parts in _kept("entidades", sites).values():
        found |= parts
    return found


def _kept(kind, sites):
    keys = {f"presencia-{kind}-{site.pk}": site for site in sites}
    known = cache.get_many(keys)
    if missing := [site for key, site in keys.items() if key not in known]:
        counted = _count(missing)
        cache.set_many(counted, _SECONDS)
        known |= {key: counted[key] for key in keys if key in counted}
    return {site.pk: known[key] for key, site in keys.items()}


def _count(sites):
    """Return what is kept of ``sites``: of each, the portal and its entities."""
    now = timezone.now()
    places = {container_path(site.root_page.path): site.pk for site in sites}
    entidades = entidades_medidas(sites)
    rows = entidades.order_by().values_list("pk", "path")
    site_of = {pk: places[container_path(path)] for pk, path in rows}
    of_portals = {site.pk: {} for site in sites}
    of_entities = {site.pk: {} for site in sites}
    for componente in componentes():
        clave = componente.clave
        sums = {}
        for pk, parte in componente.de_entidades(entidades).items():
            # One that was published a moment ago is counted with the next ones.
            if site := site_of.get(pk):
                of_entities[site].setdefault(pk, {})[clave] = parte
                sums[site] = sums[site] + parte if site in sums else parte
        if componente.de_portales:
            sums = componente.de_portales(sites)
        for site, parte in sums.items():
            of_portals[site][clave] = parte
    return {f"presencia-portal-{pk}": Cifras(now, partes) for pk, partes in of_portals.items()} | {
        f"presencia-entidades-{pk}": found for pk, found in of_entities.items()
    }
