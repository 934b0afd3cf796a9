"""Calculation of the components of entidades and portals, cached for an hour.

The cache holds no names: whether an entidad is public is queried each time it is shown.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from base.publicas import publicas
from base.tree import container, container_path, in_tree_of
from directorio.models import EntidadPage

from .registro import Medidos, add_up, componentes

_SECONDS = 3600


@dataclass(frozen=True)
class Cifras:
    """Components of one portal, {clave: :class:`.registro.Parte`}, calculated at ``el``."""

    el: datetime
    partes: dict = field(default_factory=dict)


def entidades_medidas(sites):
    """Return the public Spanish entidades and offices of the portals ``sites``, as a query set."""
    spanish = EntidadPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    places = [container_path(site.root_page.path) for site in sites]
    if len(places) == 1:
        return publicas(spanish.filter(in_tree_of(places[0])))
    # For many portals one IN condition is faster than a LIKE condition for each.
    return publicas(spanish.alias(lugar=container()).filter(lugar__in=places))


def de_portales(sites):
    """Return {site id: :class:`Cifras`}; the number of queries does not grow with ``sites``."""
    return _kept("portal", sites)


def de_entidades(sites):
    """Return {entidad id: {clave: Parte}} for the entidades of the portals ``sites``."""
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
    """Return {cache key: value}, with one entry for each portal and one for its entidades."""
    now = timezone.now()
    entidades = entidades_medidas(sites)
    rutas = dict(entidades.order_by().values_list("pk", "path"))
    medidos = Medidos(sites, entidades, rutas)
    portal_of = {pk: medidos.portales[container_path(path)] for pk, path in rutas.items()}
    of_portals = {site.pk: {} for site in sites}
    of_entities = {site.pk: {} for site in sites}
    for pk, site in portal_of.items():
        of_entities[site][pk] = {}
    for componente in componentes():
        counted = componente.count(medidos)
        # An entidad published after ``rutas`` was read is left for the next calculation.
        parts = {pk: parte for pk, parte in counted.entidades.items() if pk in portal_of}
        for pk, parte in parts.items():
            of_entities[portal_of[pk]][pk][componente.clave] = parte
        sums = counted.portales
        if sums is None:
            sums = add_up((portal_of[pk], parte) for pk, parte in parts.items())
        for site, parte in sums.items():
            # A portal without entidades has no index, even if it has news, for example.
            if of_entities[site]:
                of_portals[site][componente.clave] = parte
    return {f"presencia-portal-{pk}": Cifras(now, partes) for pk, partes in of_portals.items()} | {
        f"presencia-entidades-{pk}": found for pk, found in of_entities.items()
    }
