"""Which pages of a kind a portal shows, in the language of its reader."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from base.fragmentos import fragment
from base.publicas import publicas
from base.tenancy.tree import NOWHERE, in_tree_of
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


def propias_con_entidades(pages, chrome):
    """The same of pages of the Government and of its entities.

    Those of an entity that was taken back, whose own pages stay, belong to nobody who is shown:
    they would seem to be the Government's.
    """
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    return propias(pages.filter(Exists(Page.objects.filter(path=above, live=True))), chrome)


def entidades_de(pages, key):
    """Return (key, title, path) of the public entities above some of ``pages``, by name.

    What is found is kept as ``key``.
    """

    def compute():
        paths = pages.order_by().values_list("path", flat=True)
        above = {path[: -EntidadPage.steplen] for path in paths}
        found = publicas(EntidadPage.objects.filter(path__in=above)).alphabetical()
        return list(found.values_list("pk", "title", "path"))

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
