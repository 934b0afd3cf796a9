"""The portals, pages and names that the dashboards and lists may show to a user."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page
from wagtail.permissions import policy_registry

from aislamiento.apagadas import encendidas
from aislamiento.scope import asked_once, scope_of
from base.models import PortalSettings
from base.tree import container_path, from_homes_down, in_trees_of


class Portales:
    """The portals of a user, by the path of the container of their pages in the tree."""

    def __init__(self, records):
        records = records.select_related("site__root_page")
        self._records = {container_path(record.site.root_page.path): record for record in records}

    def __iter__(self):
        return iter(self._records.items())

    def __len__(self):
        return len(self._records)

    def of(self, path):
        """Return the portal of the page at ``path``; None if it is not one of the user's."""
        return self._records.get(container_path(path))

    def get_name(self, path):
        record = self.of(path)
        return record.site.site_name if record else ""


@asked_once
def portales_of(user):
    """Return the portals in which the user works, or whose team they manage."""
    return Portales(scope_of(user).portales)


@asked_once
def reported_portales(user):
    """Return the portals whose activity the user may follow: those they coordinate, or all."""
    scope = scope_of(user)
    if scope.is_total:
        return portales_of(user)
    return Portales(scope.portales.filter(site__in=scope.coordinated_sites))


def edits_pages(user):
    return policy_registry.get_by_type(Page).user_has_permission(user, "change")


def editable_pages(user):
    """Return the pages that the user may change, without the root and the containers.

    Pages of sections that are off are left out, too: nobody reads them, so they are no work.
    """
    policy = policy_registry.get_by_type(Page)
    pages = scope_of(user).filter(policy.instances_user_has_permission_for(user, "change"))
    return encendidas(pages.filter(from_homes_down()))


def whole_portales(pages, portales):
    """Return the container paths of the portals whose portada is in ``pages``."""
    homes = {record.site.root_page_id: path for path, record in portales}
    return {homes[pk] for pk in pages.filter(pk__in=homes).values_list("pk", flat=True)}


def reported_pages(user, portales):
    """Return the pages of ``portales``; the user may follow them without editing them."""
    pages = encendidas(Page.objects.filter(from_homes_down()))
    if scope_of(user).is_total:
        return pages
    return pages.filter(in_trees_of(path for path, _record in portales))


def listed_pages(user):
    """Return every page that a list may show to the user, as a query set."""
    reported = reported_pages(user, reported_portales(user))
    return Page.objects.filter(
        Q(pk__in=editable_pages(user).order_by().values("pk"))
        | Q(pk__in=reported.order_by().values("pk"))
    )


def below(portal):
    """Return a ``Q`` for the pages of ``portal``, in all its languages."""
    homes = PortalSettings.objects.filter(pk=portal.pk)
    return in_trees_of(homes.values_list("site__root_page__path", flat=True))


def names_of(user, ids):
    """Return {id: name} of the users ``ids`` whose names ``user`` may see."""
    people = get_user_model().objects.filter(pk__in={pk for pk in ids if pk})
    return {person.pk: get_user_display_name(person) for person in scope_of(user).filter(people)}
