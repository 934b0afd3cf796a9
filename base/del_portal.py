"""The pages that a portal shows in the language of the reader, and the sections they stand in."""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.db.models import Exists, Q
from wagtail.models import Page

from servidor.caches.fragments import fragment

from .idiomas import is_original
from .links import Link
from .models import IndexPage
from .publicas import publicas
from .tree import NOWHERE, in_tree_of, pagina_de_encima


def publicas_del_portal(pages, frame, *, shared=NOWHERE):
    """Return the public pages among ``pages`` that are in the portal of ``frame``, as a query set.

    ``shared`` is a condition for pages of other portals that are included too. A page without a
    translation into the language of the reader is returned in Spanish.
    """
    root, home = frame.site.root_page, frame.inicio
    found = publicas(pages.filter(in_tree_of(root.path) | shared))
    found = found.filter(Q(locale=root.locale_id) | Q(locale=home.locale_id))
    if home.locale_id == root.locale_id:
        return found
    translated = found.filter(locale=home.locale_id).order_by().values("translation_key")
    return found.exclude(locale=root.locale_id, translation_key__in=translated)


def hermanas(page, parent):
    """Return the other pages of the type of ``page`` in its portal and language, with drafts.

    If ``page`` is not saved yet, ``parent`` is its future parent page.
    """
    place = page.path or parent.path
    found = type(page).objects.filter(in_tree_of(place), locale=page.locale_id or parent.locale_id)
    return found.exclude(pk=page.pk)


def hijas(model, page, frame):
    """Return the public children of ``page`` of type ``model``; untranslated ones in Spanish."""
    if is_original():
        return publicas(model.objects.child_of(page))
    same = Exists(pagina_de_encima(translation_key=page.translation_key))
    every = model.objects.filter(same, depth=page.depth + 1)
    return publicas_del_portal(every, frame, shared=in_tree_of(page.path))


# --- Paths --------------------------------------------------------------------------


def rutas_de_paginas(pages):
    """Return {translation key: tree paths} of ``pages`` and of all their translations.

    An untranslated child is only below the Spanish page, even if that page is translated.
    """
    if is_original():
        return {page.translation_key: [page.path] for page in pages}
    return rutas_de_claves([page.translation_key for page in pages])


def rutas_de_claves(keys):
    """Return {translation key: tree paths} of the pages with one of the translation ``keys``."""
    found = defaultdict(list)
    every = Page.objects.filter(translation_key__in=keys).order_by()
    for key, path in every.values_list("translation_key", "path"):
        found[key].append(path)
    return found


def bajo(paths, field="path"):
    """Return the condition (Q) that the path in ``field`` is one of ``paths`` or below one."""
    return reduce(or_, (Q(**{f"{field}__startswith": path}) for path in paths), NOWHERE)


# --- Sections -----------------------------------------------------------------------


def section_model(model):
    """Return the class of the section page below which pages of the class ``model`` may be.

    The room of a page does not import that of its section, which stands above it: the page names
    the section in ``parent_page_types``.
    """
    return next(kind for kind in model.allowed_parent_page_models() if issubclass(kind, IndexPage))


def secciones(model, frame):
    """Return {path of a front page: its public section of the type ``model``} of all portals.

    Only Spanish pages are included.
    """

    def compute():
        return list(publicas(model.objects.filter(locale=frame.site.root_page.locale_id)))

    every = fragment(f"secciones-{model._meta.model_name}", compute)
    return {section.path[: -section.steplen]: section for section in every}


def enlaces_de_municipios(model, frame, tail):
    """Return links to the path ``tail`` in the section ``model`` of each municipality, by name.

    The list is empty in any portal but that of the province.
    """
    if not frame.es_provincial:
        return []
    sections = secciones(model, frame)
    found = [
        Link(record.nombre, f"{section.get_full_url(frame.request)}{tail}")
        for record in frame.abiertos
        if not record.es_provincial and (section := sections.get(record.site.root_page.path))
    ]
    return sorted(found, key=lambda link: link.titulo)
