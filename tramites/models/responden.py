"""Entidades that answer for a trámite in one portal: those that serve its people."""

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
    """Entidad that answers: its id, its name in the reader's language and its tree path."""

    clave: int
    nombre: str
    path: str


def que_responden(tramites, others, site):
    """Return {id of a trámite: list of :class:`Responde` for the portal of ``site``}.

    ``others`` is {id of a trámite: ids of the entidades that it names besides the main one}.

    The province shows all entidades that a trámite names. A municipality shows those of them that
    serve it; else its own entidad of the type that the trámite names, if there is only one; else
    the provincial ones that do not declare which portals they serve. One that serves only other
    municipalities is never shown.
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
    """Return {id: entidad} for the public ones in ``keys``, and the live ones already loaded."""
    known = {
        tramite.entidad_id: tramite.entidad
        for tramite in tramites
        if tramite._state.fields_cache.get("entidad") and tramite.entidad.live
    }
    missing = keys - known.keys()
    found = publicas(EntidadPage.objects.filter(pk__in=missing)) if missing else ()
    return known | {page.pk: page for page in (con_nombre(found) if missing else ())}


def others_of(tramites):
    """Return {id: ids of the other entidades that the trámite names}, as saved."""
    others = defaultdict(list)
    rows = OtraEntidad.objects.filter(page__in=[tramite.pk for tramite in tramites])
    for page, entidad in rows.order_by("sort_order", "pk").values_list("page", "entidad"):
        others[page].append(entidad)
    return others


def _named(tramite, others):
    return list(dict.fromkeys(filter(None, (tramite.entidad_id, *others))))


def _by_kind(kinds, site):
    """Return {translation key of a type: entidades of that type in a municipality}."""
    if not kinds or es_de_la_provincia(site.root_page.path):
        return {}
    found = principales(entidades_de(site), site, site.root_page)
    found = con_nombre(found.filter(tipo__translation_key__in=kinds).select_related("tipo"))
    by_kind = {}
    for page in found.order_by("title", "pk"):
        by_kind.setdefault(page.tipo.translation_key, []).append(page)
    return by_kind


class _Here:
    """Selection of the entidades that answer in the portal of ``site``."""

    def __init__(self, site, entities):
        self._site, self._home = site.pk, site.root_page.path
        self._is_province = es_de_la_provincia(self._home)
        self._served = {} if self._is_province else a_quien_sirven(entities)

    def choose(self, named, of_kind):
        """Return the entidades to show, from those named and those of the type (``of_kind``)."""
        if self._is_province:
            return named
        if serving := [entity for entity in named if self._serves(entity)]:
            return serving
        # If the municipality has two entidades of the type, the right one is not known.
        if len(of_kind) == 1:
            return of_kind
        return [each for each in named if not self._is_elsewhere(each)]

    def _serves(self, entity):
        for_all, sites = self._served.get(entity.pk, (False, ()))
        return in_one_tree(entity.path, self._home) or for_all or self._site in sites

    def _is_elsewhere(self, entity):
        return entity.pk in self._served or not es_de_la_provincia(entity.path)
