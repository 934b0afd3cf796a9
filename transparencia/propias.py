"""Which pages of a kind a portal shows, in the language of its reader."""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length, Substr
from django.utils.translation import get_language
from wagtail.models import Locale, Page

from base.fragmentos import fragment
from base.idiomas import is_original
from base.nombres import con_nombre, nombre_de
from base.publicas import publicas
from base.tree import NOWHERE, in_tree_of
from directorio.consultas import que_atienden, traducidas
from directorio.models import EntidadPage


def propias(pages, chrome, *, shared=NOWHERE):
    """Return the public ones of ``pages`` that stand in the portal of ``chrome``.

    ``shared`` is a condition on those of other portals that are shown too. What is not
    translated into the language of the reader is there in Spanish.
    """
    root, home = chrome.site.root_page, chrome.inicio
    found = publicas(pages.filter(in_tree_of(root.path) | shared))
    found = found.filter(Q(locale=root.locale_id) | Q(locale=home.locale_id))
    if home.locale_id == root.locale_id:
        return found
    translated = found.filter(locale=home.locale_id).order_by().values("translation_key")
    return found.exclude(locale=root.locale_id, translation_key__in=translated)


def de_las_que_atienden(site):
    """A condition on pages: right below an entity of the province that serves ``site``.

    Its people take them for their own: the water company is one.
    """
    serving = list(que_atienden(site))
    return Exists(pagina_de_encima(path__in=serving)) if serving else NOWHERE


def caminos(pages):
    """Return {translation key: tree paths} of ``pages`` in all the languages that they are in.

    What is not translated stands below the Spanish page alone, also where that is translated.
    """
    if is_original():
        return {page.translation_key: [page.path] for page in pages}
    return _caminos([page.translation_key for page in pages])


def _caminos(keys):
    found = defaultdict(list)
    every = Page.objects.filter(translation_key__in=keys).order_by()
    for key, path in every.values_list("translation_key", "path"):
        found[key].append(path)
    return found


def bajo(paths, field="path"):
    """A condition on the path ``field``: at one of ``paths`` or below it."""
    return reduce(or_, (Q(**{f"{field}__startswith": path}) for path in paths), NOWHERE)


def hijas(model, page, chrome):
    """Return the public pages ``model`` right below ``page``, or below it in Spanish."""
    if is_original():
        return publicas(model.objects.child_of(page))
    same = Exists(pagina_de_encima(translation_key=page.translation_key))
    every = model.objects.filter(same, depth=page.depth + 1)
    return propias(every, chrome, shared=in_tree_of(page.path))


def pagina_de_encima(**conditions):
    """Return a subquery of pages: the one right above, where it meets ``conditions``."""
    return Page.objects.filter(path=_above(OuterRef("path")), **conditions)


def _above(path):
    return Substr(path, 1, Length(path) - Page.steplen)


def entidades_de(pages, key):
    """Return (key, name, paths) of the public entities above some of ``pages``, by name.

    The key is that of the page in the language of the reader, where there is one. What is found
    is kept as ``key``.
    """

    def compute():
        above = pages.order_by().annotate(encima=_above(F("path"))).values("encima")
        found = publicas(EntidadPage.objects.filter(path__in=above))
        places = _caminos(found.order_by().values("translation_key"))
        if not is_original():
            language = Locale.objects.filter(language_code=get_language())
            found = traducidas(found, language.values("pk")[:1])
        return [
            (page.pk, nombre_de(page), places[page.translation_key])
            for page in con_nombre(found).alphabetical()
        ]

    return fragment(key, compute)


def secciones_de_municipios(model, chrome):
    """Return [(name, section)] of the municipalities that have a public section ``model``, by name.

    The sections are those in Spanish.
    """
    sections = publicas(model.objects.filter(locale=chrome.site.root_page.locale_id))
    every = fragment(f"secciones-{model._meta.model_name}", lambda: list(sections))
    names = {
        item.site.root_page.path: item.nombre for item in chrome.registros if not item.es_provincial
    }
    found = [
        (names[above], section)
        for section in every
        if (above := section.path[: -section.steplen]) in names
    ]
    return sorted(found, key=lambda item: item[0])
