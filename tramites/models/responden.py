"""Which entities answer for a procedure in one portal: those that serve its people."""

from collections import defaultdict
from dataclasses import dataclass

from base.nombres import con_nombre, nombre_de
from base.provincia import es_de_la_provincia
from base.publicas import publicas
from base.tree import in_one_tree
from directorio.models import EntidadPage
from directorio.queries import a_quien_sirven, entidades_de, principales

from .partes import OtraEntidad


@dataclass(frozen=True)
class Responde:
    """An entity that answers: its key, its name for the reader and its place in the tree."""

    clave: int
    nombre: str
    path: str


def que_responden(tramites, others, site):
    """Return {key of a procedure: the :class:`Responde` of the portal of ``site``}, in order.

    ``others`` are the keys of the entities that each of ``tramites`` names beside the main one.

    The province has all that a procedure names. A municipality has, of those, the ones that
    serve it; else its one of the kind that the procedure names; else those of which nobody has
    said whom they serve. Who serves other municipalities does not answer here.
    """
    tramites = list(tramites)
    named = {tramite.pk: _named(tramite, others.get(tramite.pk, ())) for tramite in tramites}
    kinds = {
        tramite.pk: tramite.clase_de_entidad.translation_key
        for tramite in tramites
        if tramite.clase_de_entidad
    }
    entities = _entities({key for keys in named.values() for key in keys}, tramites)
    here = _Here(site, entities.values())
    by_kind = _by_kind(set(kinds.values()), site)
    return {
        key: [
            Responde(page.pk, nombre_de(page), page.path)
            for page in here.choose(
                [entities[pk] for pk in named[key] if pk in entities],
                by_kind.get(kinds.get(key), []),
            )
        ]
        for key in named
    }


def _entities(keys, tramites):
    """Return {key: entity} of those of ``keys`` that are public, or came with their procedure."""
    known = {
        tramite.entidad_id: tramite.entidad
        for tramite in tramites
        if tramite._state.fields_cache.get("entidad") and tramite.entidad.live
    }
    missing = keys - known.keys()
    found = publicas(EntidadPage.objects.filter(pk__in=missing)) if missing else ()
    return known | {page.pk: page for page in (con_nombre(found) if missing else ())}


def others_of(tramites):
    """Return {key: keys of the entities that it names beside the main one} of saved procedures."""
    others = defaultdict(list)
    rows = OtraEntidad.objects.filter(page__in=[tramite.pk for tramite in tramites])
    for page, entidad in rows.order_by("sort_order", "pk").values_list("page", "entidad"):
        others[page].append(entidad)
    return others


def _named(tramite, others):
    return list(dict.fromkeys(filter(None, (tramite.entidad_id, *others))))


def _by_kind(kinds, site):
    """Return {kind: the entities of that kind of a municipality}, by the keys of translation."""
    if not kinds or es_de_la_provincia(site.root_page.path):
        return {}
    found = principales(entidades_de(site), site, site.root_page)
    found = con_nombre(found.filter(tipo__translation_key__in=kinds).select_related("tipo"))
    by_kind = {}
    for page in found.order_by("title", "pk"):
        by_kind.setdefault(page.tipo.translation_key, []).append(page)
    return by_kind


class _Here:
    """What is known of ``entities`` in the portal of ``site``."""

    def __init__(self, site, entities):
        self._site, self._home = site.pk, site.root_page.path
        self._is_province = es_de_la_provincia(self._home)
        self._served = {} if self._is_province else a_quien_sirven(entities)

    def choose(self, named, of_kind):
        """Return whom readers are told, of what a procedure names and of those of its kind."""
        if self._is_province:
            return named
        if serving := [entity for entity in named if self._serves(entity)]:
            return serving
        # A kind is as wide as the lists of the directory: of two, nobody knows which it is.
        if len(of_kind) == 1:
            return of_kind
        return [each for each in named if not self._is_elsewhere(each)]

    def _serves(self, entity):
        for_all, sites = self._served.get(entity.pk, (False, ()))
        return in_one_tree(entity.path, self._home) or for_all or self._site in sites

    def _is_elsewhere(self, entity):
        return entity.pk in self._served or not es_de_la_provincia(entity.path)
