"""Which entities belong to the directory of a portal."""

from collections import defaultdict

from django.conf import settings
from django.db.models import OuterRef, Prefetch, Q, Subquery

from base.fragmentos import fragment
from base.nombres import con_nombre
from base.provincia import es_de_la_provincia
from base.publicas import publicas
from base.tree import in_one_tree, in_tree_of, paths_above

from .models import EntidadPage

# Root, container, home, directory: where the topmost entity stands in the way to a page.
_TOPMOST = 4


def que_atienden(site):
    """Return {path: language} of the entities of the province that serve ``site``.

    Whom an entity serves is said by its Spanish page. Read apart and kept: they are few, and as
    a part of other queries a database would look for them among the entities of all portals,
    once for each. The province needs none of them: all are its own.
    """
    if es_de_la_provincia(site.root_page.path):
        return {}
    serving = EntidadPage.objects.filter(
        municipios_atendidos__site=site, live=True, locale__language_code=settings.LANGUAGE_CODE
    )
    found = EntidadPage.objects.filter(translation_key__in=serving.values("translation_key"))
    rows = found.order_by().values_list("path", "locale_id")
    return fragment(f"sirven-{site.pk}", lambda: dict(rows))


def entidades_de(site, home=None):
    """Return the public entities of a portal: its own, and the provincial ones that serve it.

    ``home`` is the front page of the wanted language, the Spanish one if left out: what has no
    public page in that language is there with its Spanish one, for a telephone number needs no
    translation. The offices below the entities are among them.
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
    """Return ``entidades``, each by its public page in a language where it has one.

    ``original`` is the key of the page that was given.
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


def publica(field):
    """Fetch the entity to which ``field`` points, for a list, with what it is called.

    One that is not public is None.
    """
    return Prefetch(field, queryset=con_nombre(publicas(EntidadPage.objects.all())))


def principales(entidades, site, home):
    """Leave out of ``entidades`` the offices that are found on the page of their entity."""
    serving = que_atienden(site)
    others = [path for path in serving if serving.keys().isdisjoint(paths_above(path))]
    # Home, directory, entity: what is deeper in the own tree is an office.
    own = in_tree_of(home.path) & Q(depth=home.depth + 2)
    return entidades.filter(own | Q(path__in=others))


def original_de(entidad, frame):
    """Return the Spanish page of an entity, which may have pages that nobody has translated."""
    if entidad.locale_id == frame.site.root_page.locale_id:
        return entidad
    if frame.page is entidad:
        return frame.original or entidad
    spanish = entidad.get_translations().filter(locale=frame.site.root_page.locale_id)
    return spanish.first() or entidad


def superiores_de(entidad):
    """Return the public pages of what an entity depends on: in its language, and in Spanish."""
    if entidad.depende_de_id is None:
        return EntidadPage.objects.none()
    above = EntidadPage.objects.filter(pk=entidad.depende_de_id, live=True).order_by()
    languages = Q(locale=entidad.locale_id) | Q(locale__language_code=settings.LANGUAGE_CODE)
    found = EntidadPage.objects.filter(translation_key__in=above.values("translation_key"))
    return publicas(found.filter(languages)).order_by()


def oficinas_de(entidad, site, home):
    """Return the public offices of an entity that are for the people of the portal ``site``.

    ``entidad`` is the Spanish page, ``home`` the front page of the reader's language. An office
    of the province that names other municipalities is not for them.
    """
    offices = publicas(EntidadPage.objects.child_of(entidad))
    if not in_one_tree(entidad.path, site.root_page.path):
        here = Q(municipios_atendidos=None) | Q(municipios_atendidos__site=site)
        offices = offices.filter(here).distinct()
    if home.locale_id != site.root_page.locale_id:
        offices = traducidas(offices, home.locale_id)
    return offices.select_related("tipo").alphabetical()


def sirve_a(entidad, site):
    """Whether a provincial entity, or one above it, serves the portal of ``site``."""
    return entidad.path.startswith(tuple(que_atienden(site)))


def portales_atendidos(entidades):
    """Return {key: ids of sites} of the portals in whose directory ``entidades`` stand as well.

    Those are of the province, and served is by them or by one above them. The way there is by
    the topmost, so that one has to be live.
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
    for key, site in serving.order_by().values_list(
        "translation_key", "municipios_atendidos__site"
    ):
        sites[key].add(site)
    served = {}
    for pk, way in ways.items():
        if way[_TOPMOST] in keys:
            served[pk] = set().union(*(sites[keys[path]] for path in way if path in keys)) - {None}
    return {pk: found for pk, found in served.items() if found}


def con_oficinas(entidad):
    """A condition: the page of ``entidad`` in any language, or below it."""
    found = Q(path__startswith=entidad.path) if entidad.path else Q()
    others = EntidadPage.objects.filter(translation_key=entidad.translation_key).order_by()
    for path in others.values_list("path", flat=True):
        found |= Q(path__startswith=path)
    return found
