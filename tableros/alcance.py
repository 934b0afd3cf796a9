"""Which pages, portals and names the dashboards of one person are about."""

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
    """The portals of a person by the place of their pages in the tree."""

    def __init__(self, records):
        records = records.select_related("site__root_page")
        self._records = {container_path(record.site.root_page.path): record for record in records}

    def __iter__(self):
        return iter(self._records.items())

    def __len__(self):
        return len(self._records)

    def of(self, path):
        """The portal of the page at ``path``; None outside the person's portals."""
        return self._records.get(container_path(path))

    def get_name(self, path):
        record = self.of(path)
        return record.site.site_name if record else ""


@asked_once
def portales_of(user):
    """The portals in which the person works, or whose team they keep."""
    return Portales(scope_of(user).portales)


@asked_once
def reported_portales(user):
    """The portals of whose activity the person is told: those coordinated, or all."""
    scope = scope_of(user)
    if scope.is_total:
        return portales_of(user)
    return Portales(scope.portales.filter(site__in=scope.coordinated_sites))


def edits_pages(user):
    return policy_registry.get_by_type(Page).user_has_permission(user, "change")


def editable_pages(user):
    """The pages that the person writes; without root and containers, which nobody does.

    Nor those of sections that are off: nobody is told of work on what nobody reads.
    """
    policy = policy_registry.get_by_type(Page)
    pages = scope_of(user).filter(policy.instances_user_has_permission_for(user, "change"))
    return encendidas(pages.filter(from_homes_down()))


def whole_portales(pages, portales):
    """Container paths of the portals that ``pages`` hold from the home page down."""
    homes = {record.site.root_page_id: path for path, record in portales}
    return {homes[pk] for pk in pages.filter(pk__in=homes).values_list("pk", flat=True)}


def reported_pages(user, portales):
    """The pages of ``portales``, of which the person is told without editing them."""
    pages = encendidas(Page.objects.filter(from_homes_down()))
    if scope_of(user).is_total:
        return pages
    return pages.filter(in_trees_of(path for path, _record in portales))


def listed_pages(user):
    """Every page that a list may show to the person."""
    reported = reported_pages(user, reported_portales(user))
    return Page.objects.filter(
        Q(pk__in=editable_pages(user).order_by().values("pk"))
        | Q(pk__in=reported.order_by().values("pk"))
    )


def below(portal):
    """A condition on pages: those of ``portal``, in all its languages."""
    homes = PortalSettings.objects.filter(pk=portal.pk)
    return in_trees_of(homes.values_list("site__root_page__path", flat=True))


def names_of(user, ids):
    """Return {id: name} of those among the people ``ids`` whom the person may know."""
    people = get_user_model().objects.filter(pk__in={pk for pk in ids if pk})
    return {person.pk: get_user_display_name(person) for person in scope_of(user).filter(people)}
