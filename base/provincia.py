"""Pages in the tree of the province: written once, and shown by every portal."""

from operator import attrgetter

from servidor.caches.fragments import fragment

from .homes import portal_records
from .models import PortalSettings
from .tree import in_one_tree, in_trees_of


def in_the_province(field="path"):
    """Return a ``Q``: the tree path in ``field`` is in the tree of the provincial portal."""
    return in_trees_of(_homes(), field)


def es_de_la_provincia(path):
    """Return whether the page at the tree ``path`` belongs to the provincial portal."""
    return any(in_one_tree(path, home) for home in _homes())


def is_provincial(form):
    """Return whether the page of ``form``, existing or new, is in the tree of the province."""
    place = form.instance.path or (form.parent_page and form.parent_page.path)
    return bool(place) and es_de_la_provincia(place)


def offer_municipios(field):
    """Let ``field``, which chooses portals, offer the municipalities by their names."""
    field.queryset = field.queryset.en_pie().filter(tipo=PortalSettings.Tipo.MUNICIPAL)
    field.label_from_instance = attrgetter("nombre")


def _homes():
    """Return the paths of the province's portadas; cached apart from the long list of portals."""
    return fragment(
        "provincia",
        lambda: [item.site.root_page.path for item in portal_records() if item.es_provincial],
    )
