"""Queries of the pages that a portal shows, in the language of the reader."""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.db.models import Exists, F, Q
from django.http import Http404
from django.utils.translation import get_language
from wagtail.models import Locale, Page

from base.frame import Frame
from base.idiomas import is_original
from base.links import Link
from base.nombres import con_idioma, con_nombre, nombre_de
from base.publicas import publicas
from base.tree import NOWHERE, in_tree_of
from directorio.cards import idioma_de, indice_de, url_of
from directorio.models import EntidadPage
from directorio.queries import que_atienden, traducidas
from servidor.caches.fragments import fragment

from .models.entidad import camino_de_encima, pagina_de_encima


def propias(pages, frame, *, shared=NOWHERE):
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


def caminos(pages):
    """Return {translation key: tree paths} of ``pages`` and of all their translations.

    An untranslated child is only below the Spanish page, even if that page is translated.
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
    """Return the condition (Q) that the path in ``field`` is one of ``paths`` or below one."""
    return reduce(or_, (Q(**{f"{field}__startswith": path}) for path in paths), NOWHERE)


def hijas(model, page, frame):
    """Return the public children of ``page`` of type ``model``; untranslated ones in Spanish."""
    if is_original():
        return publicas(model.objects.child_of(page))
    same = Exists(pagina_de_encima(translation_key=page.translation_key))
    every = model.objects.filter(same, depth=page.depth + 1)
    return propias(every, frame, shared=in_tree_of(page.path))


def or_404(found):
    """Return ``found``, or raise ``Http404`` if it is None."""
    if found is None:
        raise Http404
    return found


# --- Entidades ----------------------------------------------------------------------


def de_las_que_atienden(site):
    """Return the condition that a page is a child of an entidad of the province serving ``site``.

    People of the municipality see such an entidad as their own: the water company is one.
    """
    serving = list(que_atienden(site))
    return Exists(pagina_de_encima(path__in=serving)) if serving else NOWHERE


def entidades_de(pages, key):
    """Return [(pk, name, paths)] of the public entidades that are parents of some pages, by name.

    ``pages()`` returns the pages; it is called only if the cache has no fragment ``key``. The pk is
    that of the entidad's page in the language of the reader, if it is translated.
    """

    def compute():
        above = pages().order_by().annotate(encima=camino_de_encima(F("path"))).values("encima")
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


def nombres_por_camino(entities):
    """Return {path: name} of ``entities``, a result of :func:`entidades_de`."""
    return {path: name for _pk, name, paths in entities for path in paths}


def entidades_publicas(pks, request):
    """Return {pk: Link} of the public entidades among ``pks``, with at most two queries.

    Each link leads to the page in the language of the reader, if the entidad is translated.
    """
    pks = set(pks) - {None}
    if not pks:
        return {}
    index = indice_de(request)
    found = publicas(EntidadPage.objects.filter(pk__in=pks))
    if (frame := Frame.for_request(request)).is_translated:
        found = traducidas(found, frame.inicio.locale_id)
    return {
        getattr(page, "original", page.pk): Link(
            con_idioma(page.title, idioma_de(page, request)), url_of(page, request, index)
        )
        for page in found.order_by("titulo_llano", "pk")
    }


# --- Sections -----------------------------------------------------------------------


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
