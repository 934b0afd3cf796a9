"""Which pages of a kind a portal shows, in the language of its reader."""

from django.db.models import Q

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
