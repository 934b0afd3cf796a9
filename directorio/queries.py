"""Queries for the entidades in the directory of a portal."""

from collections import defaultdict

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import get_language
from wagtail.models import Locale

from base.del_portal import rutas_de_claves
from base.homes import portal_records
from base.idiomas import is_original
from base.nombres import con_nombre, nombre_de
from base.provincia import es_de_la_provincia, in_the_province
from base.publicas import publicas
from base.tree import (
    NOWHERE,
    camino_de_encima,
    in_one_tree,
    in_tree_of,
    pagina_de_encima,
    paths_above,
)
from servidor.caches.fragments import fragment
from servidor.rows import read_together

from .models import Contacto, EntidadPage, Horario, HorarioEspecial

# Index of the topmost entidad in a list of paths: root, container, home, directory, entidad.
_TOPMOST = 4


def que_atienden(site):
    """Return {path: locale id} of the entidades that declare that they serve ``site``.

    Empty for the province, whose directory has only its own entidades.
    """
    if es_de_la_provincia(site.root_page.path):
        return {}
    return {
        path: locale
        for path, (locale, for_all, sites) in _sirven().items()
        if for_all or site.pk in sites
    }


def a_quien_sirven(entidades):
    """Return {id: (serves all, site ids)} for ``entidades`` that declare which portals they serve.

    An entidad without a declaration has that of its nearest ancestor.
    """
    told, found = _sirven(), {}
    for entidad in entidades:
        ways = [*paths_above(entidad.path), entidad.path]
        nearest = next((path for path in reversed(ways) if path in told), None)
        if nearest is not None:
            found[entidad.pk] = told[nearest][1:]
    return found


def _sirven():
    """Return {path: (locale id, serves all, site ids)} of provincial entidades that serve portals.

    The Spanish page declares it for all translations. The few rows are read separately and cached:
    as a subquery, the database would search the entidades of all portals for each row.
    """

    def compute():
        for_some = Q(municipios_atendidos__isnull=False) | Q(atiende_a_todos=True)
        spanish = EntidadPage.objects.filter(
            for_some, in_the_province(), live=True, locale__language_code=settings.LANGUAGE_CODE
        )
        every = EntidadPage.objects.filter(translation_key__in=spanish.values("translation_key"))
        told = ("locale__language_code", "atiende_a_todos", "municipios_atendidos__site")
        rows = every.order_by().values_list("path", "locale_id", "translation_key", *told)
        pages, for_all, sites = {}, {}, defaultdict(set)
        for path, locale, key, language, serves_all, site in rows:
            pages[path] = (locale, key)
            if language == settings.LANGUAGE_CODE:
                for_all[key] = serves_all
                sites[key].add(site)
        return {path: (locale, for_all[key], sites[key]) for path, (locale, key) in pages.items()}

    return fragment("sirven", compute)


def entidades_de(site, home=None):
    """Return the public entidades of a portal: its own, and the provincial ones that serve it.

    ``home`` is the portada in the wanted language, by default the Spanish one. An entidad without
    a public page in that language is returned in Spanish, because a telephone number needs no
    translation. The result includes offices.
    """
    home = home or site.root_page
    languages = {site.root_page.locale_id, home.locale_id}
    others = [path for path, locale in que_atienden(site).items() if locale in languages]
    own = Q(path__startswith=site.root_page.path) | Q(path__startswith=home.path)
    found = publicas(EntidadPage.objects.filter(own | Q(path__in=others)))
    if len(languages) == 1:
        return found
    translated = found.filter(locale_id=home.locale_id).order_by().values("translation_key")
    return found.exclude(locale_id=site.root_page.locale_id, translation_key__in=translated)


def traducidas(entidades, locale_id):
    """Return ``entidades``, each as its public page in the language ``locale_id`` if it has one.

    The annotation ``original`` is the id of the page in ``entidades``.
    """
    there = publicas(
        EntidadPage.objects.filter(
            locale_id=locale_id, translation_key__in=entidades.order_by().values("translation_key")
        )
    ).order_by()
    here = entidades.exclude(translation_key__in=there.values("translation_key")).order_by()
    given = entidades.order_by().filter(translation_key=OuterRef("translation_key"))
    chosen = Q(pk__in=there.values("pk")) | Q(pk__in=here.values("pk"))
    return EntidadPage.objects.filter(chosen).annotate(original=Subquery(given.values("pk")[:1]))


def en_el_idioma(entidades, frame):
    """Return public ``entidades`` in the reader's language, with the annotation ``original``."""
    if frame.is_translated:
        return traducidas(entidades, frame.inicio.locale_id)
    return entidades.annotate(original=F("pk"))


def publica(field):
    """Return a ``Prefetch`` of the entidad in ``field``, with its name; None if not public."""
    return Prefetch(field, queryset=con_nombre(publicas(EntidadPage.objects.all())))


def principales(entidades, site, home):
    """Return ``entidades`` without the offices that the page of their entidad shows."""
    serving = que_atienden(site)
    others = [path for path in serving if serving.keys().isdisjoint(paths_above(path))]
    # Home, directory, entidad: deeper pages of the own tree are offices.
    own = in_tree_of(home.path) & Q(depth=home.depth + 2)
    return entidades.filter(own | Q(path__in=others))


def read_con_atencion(entidades):
    """Return ``entidades`` as a list, read like ``con_atencion`` but with two queries, not four."""
    found = list(entidades.select_related("tipo"))
    models = (Contacto, Horario, HorarioEspecial)
    names = ("contactos", "horarios", "horarios_especiales")
    rows = read_together(*(model.objects.filter(page__in=found) for model in models))
    for name, of_all in zip(names, rows, strict=True):
        of_page = defaultdict(list)
        for row in of_all:
            of_page[row.page_id].append(row)
        for entidad in found:
            setattr(entidad, name, of_page[entidad.pk])
    return found


def original_de(entidad, frame):
    """Return the Spanish page of an entidad, whose pages below may have no translation."""
    if entidad.locale_id == frame.site.root_page.locale_id:
        return entidad
    if frame.page is entidad:
        return frame.original or entidad
    spanish = entidad.get_translations().filter(locale=frame.site.root_page.locale_id)
    return spanish.first() or entidad


def superiores_de(entidad):
    """Return the public pages of the superior of an entidad: in its language and in Spanish."""
    if entidad.depende_de_id is None:
        return EntidadPage.objects.none()
    above = EntidadPage.objects.filter(pk=entidad.depende_de_id, live=True).order_by()
    languages = Q(locale=entidad.locale_id) | Q(locale__language_code=settings.LANGUAGE_CODE)
    found = EntidadPage.objects.filter(translation_key__in=above.values("translation_key"))
    return publicas(found.filter(languages)).order_by()


def oficinas_de(entidad, site, home):
    """Return the public offices of an entidad that serve the portal ``site``.

    ``entidad`` is the Spanish page, ``home`` the portada in the reader's language. An office of
    the province that names only other municipalities is left out.
    """
    offices = publicas(EntidadPage.objects.child_of(entidad))
    if not in_one_tree(entidad.path, site.root_page.path):
        here = Q(municipios_atendidos=None) | Q(municipios_atendidos__site=site)
        offices = offices.filter(here).distinct()
    if home.locale_id != site.root_page.locale_id:
        offices = traducidas(offices, home.locale_id)
    return offices.select_related("tipo").alphabetical()


def sirve_a(entidad, site):
    """Whether ``entidad`` declares that it serves ``site``; always False for the province."""
    if es_de_la_provincia(site.root_page.path):
        return False
    for_all, sites = a_quien_sirven([entidad]).get(entidad.pk, (False, ()))
    return for_all or site.pk in sites


def portales_atendidos(entidades):
    """Return {id: site ids} of the other portals whose directory shows ``entidades``.

    Only entidades of the province are shown elsewhere, where they or an ancestor serve. Their
    address there goes through the topmost entidad, so the topmost entidad must be live.
    """
    shared = [page for page in entidades if es_de_la_provincia(page.path)]
    if not shared:
        return {}
    ways = {page.pk: [*paths_above(page.path), page.path] for page in shared}
    places = {path for way in ways.values() for path in way}
    found = EntidadPage.objects.filter(path__in=places).order_by()
    rows = found.values_list("path", "translation_key")
    keys = dict(rows.filter(live=True))
    serving = EntidadPage.objects.filter(
        translation_key__in=set(keys.values()),
        live=True,
        locale__language_code=settings.LANGUAGE_CODE,
    )
    sites = defaultdict(set)
    for key, for_all, site in serving.order_by().values_list(
        "translation_key", "atiende_a_todos", "municipios_atendidos__site"
    ):
        sites[key] |= _municipal_sites() if for_all else {site}
    served = {}
    for pk, way in ways.items():
        if way[_TOPMOST] in keys:
            served[pk] = set().union(*(sites[keys[path]] for path in way if path in keys)) - {None}
    return {pk: found for pk, found in served.items() if found}


def _municipal_sites():
    return {record.site_id for record in portal_records() if not record.es_provincial}


def con_oficinas(entidad):
    """Return the condition on the pages of ``entidad`` in any language and the pages below."""
    found = Q(path__startswith=entidad.path) if entidad.path else Q()
    others = EntidadPage.objects.filter(translation_key=entidad.translation_key).order_by()
    for path in others.values_list("path", flat=True):
        found |= Q(path__startswith=path)
    return found


# --- Entidades with pages of other rooms below them -----------------------------------


def de_las_que_atienden(site):
    """Return the condition that a page is a child of an entidad of the province serving ``site``.

    People of the municipality see such an entidad as their own: the water company is one.
    """
    serving = list(que_atienden(site))
    return Exists(pagina_de_encima(path__in=serving)) if serving else NOWHERE


def entidades_con(pages, key):
    """Return [(pk, name, paths)] of the public entidades that are parents of some pages, by name.

    ``pages()`` returns the pages; it is called only if the cache has no fragment ``key``. The pk is
    that of the entidad's page in the language of the reader, if it is translated.
    """

    def compute():
        above = pages().order_by().annotate(encima=camino_de_encima(F("path"))).values("encima")
        found = publicas(EntidadPage.objects.filter(path__in=above))
        places = rutas_de_claves(found.order_by().values("translation_key"))
        if not is_original():
            language = Locale.objects.filter(language_code=get_language())
            found = traducidas(found, language.values("pk")[:1])
        return [
            (page.pk, nombre_de(page), places[page.translation_key])
            for page in con_nombre(found).alphabetical()
        ]

    return fragment(key, compute)


def nombres_por_camino(entities):
    """Return {path: name} of ``entities``, a result of :func:`entidades_con`."""
    return {path: name for _pk, name, paths in entities for path in paths}
