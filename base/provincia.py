"""What stands in the tree of the province: written once, and shown by every portal."""

from .fragmentos import fragment
from .portadas import portal_records
from .tree import in_one_tree, in_trees_of


def in_the_province(field="path"):
    """A condition on the tree path ``field``: in the tree of the provincial portal."""
    return in_trees_of(_homes(), field)


def es_de_la_provincia(path):
    """Whether the page at the tree ``path`` belongs to the provincial portal."""
    return any(in_one_tree(path, home) for home in _homes())


def _homes():
    """Paths of the homes of the province, kept apart from the list of perhaps many portals."""
    return fragment(
        "provincia",
        lambda: [item.site.root_page.path for item in portal_records() if item.es_provincial],
    )
