"""Portals to which an object belongs, as each log entry stores them.

The entry stores them so that the log of a deleted or moved object keeps its portal.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q
from wagtail.models import (
    AbstractPage,
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)

from base.models import PortalSettings
from base.tree import NOWHERE, in_tree_of, in_trees_of, paths_above
from equipos.roles import GROUPS_OF_A_PORTAL

_HOME = "site__root_page__path"
# Fields that link an object to a portal; the first one with a value decides.
_FIELDS = ("site", "page", "redirect_page", "collection", "group", "user")


def portales_of(instance):
    """Return {slug: True} for the portals of ``instance``, as a log entry stores them."""
    return _slugs(_condition(instance) or NOWHERE)


def portales_of_pages(ids):
    """Return {slug: True} for the portals of the pages ``ids``; deleted pages add none."""
    paths = Page.objects.filter(pk__in=ids).values_list("path", flat=True)
    return _slugs(in_trees_of(paths, _HOME))


def _slugs(condition):
    found = PortalSettings.objects.filter(condition)
    return dict.fromkeys(found.values_list("slug", flat=True), True)


def _condition(instance):
    if isinstance(instance, AbstractPage):
        return in_tree_of(instance.path, _HOME)
    if isinstance(instance, Collection):
        return _with_collection(instance.path)
    if isinstance(instance, Site):
        return Q(site=instance)
    if isinstance(instance, Group):
        return _of_groups([instance.pk])
    if isinstance(instance, get_user_model()):
        return _of_groups(instance.groups.values_list("pk", flat=True))
    related = (getattr(instance, field, None) for field in _FIELDS)
    return next((_condition(found) for found in related if found is not None), None)


def _with_collection(path):
    return Q(coleccion__path__in=[*paths_above(path, Collection.steplen), path])


def _of_groups(groups):
    """Return the condition on the portals in which ``groups`` (ids) have a permission."""
    groups = list(groups)
    sites = GroupSitePermission.objects.filter(group__in=groups)
    condition = Q(site__in=sites.values("site"))
    pages = GroupPagePermission.objects.filter(group__in=groups)
    condition |= in_trees_of(pages.values_list("page__path", flat=True).distinct(), _HOME)
    collections = GroupCollectionPermission.objects.filter(group__in=groups)
    for path in collections.values_list("collection__path", flat=True).distinct():
        condition |= _with_collection(path)
    for field in GROUPS_OF_A_PORTAL:
        condition |= Q(**{f"{field}__in": groups})
    return condition
