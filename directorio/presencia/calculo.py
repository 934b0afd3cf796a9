"""Counts the components of entities and portals, at most once an hour.

What is kept has no names: whether an entity is public is asked whenever it is shown.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from base.publicas import publicas
from base.tree import container, container_path, in_tree_of
from directorio.models import EntidadPage

from .registro import Medidos, componentes, sumar

_SECONDS = 3600


@dataclass(frozen=True)
class Cifras:
    """The components of one portal, {key: :class:`.registro.Parte`}, as they were ``el``."""

    el: datetime
    partes: dict = field(default_factory=dict)


def entidades_medidas(sites):
    """Return the public Spanish entities of the portals ``sites``, with their offices."""
    spanish = EntidadPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    places = [container_path(site.root_page.path) for site in sites]
    if len(places) == 1:
        return publicas(spanish.filter(in_tree_of(places[0])))
    # Many portals are looked up in a set; as conditions they would be tried one by one.
    return publicas(spanish.alias(lugar=container()).filter(lugar__in=places))


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
    entidades = entidades_medidas(sites)
    rutas = dict(entidades.order_by().values_list("pk", "path"))
    medidos = Medidos(sites, entidades, rutas)
    portal_of = {pk: medidos.portales[container_path(path)] for pk, path in rutas.items()}
    of_portals = {site.pk: {} for site in sites}
    of_entities = {site.pk: {} for site in sites}
    for pk, site in portal_of.items():
        of_entities[site][pk] = {}
    for componente in componentes():
        counted = componente.contar(medidos)
        # One that was published this very moment is counted with the next ones.
        parts = {pk: parte for pk, parte in counted.entidades.items() if pk in portal_of}
        for pk, parte in parts.items():
            of_entities[portal_of[pk]][pk][componente.clave] = parte
        sums = counted.portales
        if sums is None:
            sums = sumar((portal_of[pk], parte) for pk, parte in parts.items())
        for site, parte in sums.items():
            # The news of a portal without entities say nothing of how present these are.
            if of_entities[site]:
                of_portals[site][componente.clave] = parte
    return {f"presencia-portal-{pk}": Cifras(now, partes) for pk, partes in of_portals.items()} | {
        f"presencia-entidades-{pk}": found for pk, found in of_entities.items()
    }
