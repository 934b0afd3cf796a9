"""Where things stand in the tree of pages: root, container of a portal, its homes, the rest.

The container holds the homes of one portal in all its languages, so that the first two steps
of a path tell the portal of any page.
"""

from django.db.models import Q
from django.db.models.functions import Substr
from wagtail.models import Page

ROOT_PATH = "1".zfill(Page.steplen)  # of the only root, which Wagtail makes
ROOT_DEPTH, CONTAINER_DEPTH, HOME_DEPTH = 1, 2, 3

NOWHERE = Q(pk__in=[])
_CONTAINER_LENGTH = CONTAINER_DEPTH * Page.steplen


def is_root(path):
    """Whether ``path`` is that of the page above all portals."""
    return len(path) == ROOT_DEPTH * Page.steplen


def container_path(path):
    """Return the path of the container of the portal in whose tree ``path`` stands.

    For the root, which stands in no tree, it is None.
    """
    return None if len(path) < _CONTAINER_LENGTH else path[:_CONTAINER_LENGTH]


def in_one_tree(path, other):
    """Whether two pages belong to one portal, in whatever language."""
    return container_path(path) is not None and container_path(path) == container_path(other)


def container(field="path"):
    """An expression for the path of the container above a page: one a portal."""
    return Substr(field, 1, _CONTAINER_LENGTH)


def in_tree_of(path, field="path"):
    """A condition on the path ``field``: in the tree of the portal where ``path`` stands."""
    place = container_path(path)
    return NOWHERE if place is None else Q(**{f"{field}__startswith": place})


def in_trees_of(paths, field="path"):
    """The same for the portals of several paths."""
    condition = NOWHERE
    for path in paths:
        condition |= in_tree_of(path, field)
    return condition


def from_homes_down(field="depth"):
    """A condition: what people edit, without root and containers, which nobody does."""
    return Q(**{f"{field}__gte": HOME_DEPTH})


def below_homes(field="depth"):
    """A condition: what people add to a portal, which came with its homes."""
    return Q(**{f"{field}__gt": HOME_DEPTH})


def is_below_home(page):
    return page.depth > HOME_DEPTH


def paths_above(path, step=Page.steplen):
    """Return the paths of everything above ``path``, in a tree of pages or of folders."""
    return [path[:end] for end in range(step, len(path), step)]
