"""Levels of the tree of pages: root, container of a portal, its portadas, all other pages.

The container holds the portadas of one portal in all languages, so the first two steps of a path
identify the portal of any page.
"""

from django.db.models import OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page

ROOT_PATH = "1".zfill(Page.steplen)  # the only root, which Wagtail creates
ROOT_DEPTH, CONTAINER_DEPTH, HOME_DEPTH = 1, 2, 3

NOWHERE = Q(pk__in=[])
_CONTAINER_LENGTH = CONTAINER_DEPTH * Page.steplen


def is_root(path):
    """Return whether ``path`` is that of the root, above all portals."""
    return len(path) == ROOT_DEPTH * Page.steplen


def container_path(path):
    """Return the path of the container of the portal whose tree contains ``path``.

    None for the root, which belongs to no portal.
    """
    return None if len(path) < _CONTAINER_LENGTH else path[:_CONTAINER_LENGTH]


def in_one_tree(path, other):
    """Return whether two paths belong to the same portal, in any language."""
    return container_path(path) is not None and container_path(path) == container_path(other)


def container(field="path"):
    """Return an expression for the path of a page's container, which identifies its portal."""
    return Substr(field, 1, _CONTAINER_LENGTH)


def in_tree_of(path, field="path"):
    """Return a ``Q``: the path in ``field`` is in the tree of the portal that contains ``path``."""
    place = container_path(path)
    return NOWHERE if place is None else Q(**{f"{field}__startswith": place})


def in_trees_of(paths, field="path"):
    """Return a ``Q`` like :func:`in_tree_of` for the portals of several paths."""
    condition = NOWHERE
    for path in paths:
        condition |= in_tree_of(path, field)
    return condition


def from_homes_down(field="depth"):
    """Return a ``Q`` for the pages that people edit: not the root and the containers."""
    return Q(**{f"{field}__gte": HOME_DEPTH})


def below_homes(field="depth"):
    """Return a ``Q`` for the pages that people add to a portal: those below its portadas."""
    return Q(**{f"{field}__gt": HOME_DEPTH})


def is_below_home(page):
    return page.depth > HOME_DEPTH


def paths_above(path, step=Page.steplen):
    """Return the paths of all ancestors of ``path``, in a tree of pages or of folders."""
    return [path[:end] for end in range(step, len(path), step)]


def camino_de_encima(path):
    """Return the database expression for the path of the parent page of ``path``."""
    return Substr(path, 1, Length(path) - Page.steplen)


def pagina_de_encima(**conditions):
    """Return a subquery with the parent of the outer page, if it meets ``conditions``."""
    return Page.objects.filter(path=camino_de_encima(OuterRef("path")), **conditions)
