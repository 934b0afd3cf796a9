"""Which accounts and groups a user manages: the province all, a coordinator the portal's."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from aislamiento.scope import scope_of
from base.models import PortalSettings
from base.tree import below_homes, container_path, in_trees_of

from .models import Equipo, Nombramiento
from .roles import GROUPS_OF_A_PORTAL, coordinates, groups_that_open_cases

Usuario = get_user_model()

# A coordinator cannot appoint coordinators.
_KEPT_BY_COORDINATORS = [field for field in GROUPS_OF_A_PORTAL if field != "coordinadores"]


def keeps_all(user):
    """Whether the user manages the accounts of all portals."""
    return user.has_perm("usuarios.change_usuario")


def keeps_accounts(user):
    return keeps_all(user) or coordinates(user)


class Gestion:
    """What one user may do with other users' accounts."""

    def __init__(self, user, *, as_coordinator=False):
        self.user = user
        self.keeps_all = keeps_all(user) and not as_coordinator

    @cached_property
    def portales(self):
        """The portals whose teams the user manages."""
        found = PortalSettings.objects.en_pie().order_by("-tipo", "pk")
        found = found.select_related("site__root_page")
        if self.keeps_all:
            return found
        return found.filter(site__in=scope_of(self.user).coordinated_sites)

    @cached_property
    def groups(self):
        """The groups to which the user may add people, and from which they may remove them."""
        if self.keeps_all:
            return Group.objects.order_by("name")
        condition = self._of_portales(_KEPT_BY_COORDINATORS) | Q(equipo__in=self.equipos)
        return Group.objects.filter(condition).order_by("name")

    @cached_property
    def needs_another(self):
        """Keys of the groups to which the user adds people only with a second confirmation.

        A coordinator already reads the cases of their portal, so they add people to its groups
        alone.
        """
        if self.user.is_superuser or not self.keeps_all:
            return frozenset()
        own = Gestion(self.user, as_coordinator=True).groups
        found = groups_that_open_cases().exclude(pk__in=own.order_by().values("pk"))
        return frozenset(found.values_list("pk", flat=True))

    def opens_to(self, person):
        """Return the groups of ``person`` to confirm again after the account is reopened.

        That is after a new address, a lost telephone or a reactivation: the user who did it could
        sign in as that person.
        """
        return person.groups.filter(pk__in=self.needs_another)

    @property
    def waiting(self):
        """The pending nombramientos of the managed portals."""
        found = Nombramiento.objects.select_related("persona", "grupo", "pedido_por")
        if self.keeps_all:
            return found
        groups = Group.objects.filter(self._of_portales(GROUPS_OF_A_PORTAL))
        return found.filter(grupo__in=groups.values("pk"))

    @property
    def nombramientos(self):
        """Pending nombramientos that the user may decide: neither requested by nor for them."""
        return self.waiting.exclude(Q(persona=self.user) | Q(pedido_por=self.user))

    @property
    def pedidos(self):
        """The pending nombramientos that the user requested, which somebody else decides."""
        return self.waiting.filter(pedido_por=self.user)

    def _of_portales(self, fields):
        """Return a condition on groups: the ``fields`` of the portals, and attention groups."""
        condition = Q(equipo_de_atencion__in=self.equipos)
        for field in fields:
            condition |= Q(pk__in=self.portales.order_by().values(field))
        return condition

    @cached_property
    def names_by_path(self):
        """{tree path of the container: name} of the managed portals."""
        return {
            container_path(portal.site.root_page.path): portal.site.site_name
            for portal in self.portales
        }

    def portal_name(self, page):
        """Return the name of the portal in whose tree ``page`` is, or None."""
        return self.names_by_path.get(container_path(page.path))

    def _in_trees(self, field="path"):
        """Return a condition on a tree path: inside one of the managed portals."""
        return in_trees_of(self.names_by_path, field)

    @cached_property
    def equipos(self):
        """The equipos of the managed portals."""
        return Equipo.objects.select_related("page", "group").filter(self._in_trees("page__path"))

    @cached_property
    def pages(self):
        """The pages that may get an equipo: those of the portals, below their home pages."""
        return Page.objects.filter(self._in_trees(), below_homes())

    @cached_property
    def people(self):
        """The accounts that the user may see. Only superusers see superusers."""
        found = Usuario.objects.all()
        if not self.user.is_superuser:
            found = found.filter(is_superuser=False)
        if not self.keeps_all:
            members = Usuario.groups.through.objects.filter(group__in=self.groups.order_by())
            found = found.filter(pk__in=members.values("usuario"))
        return found

    @property
    def others(self):
        """The accounts that the user may open; their own account is in «Mi cuenta»."""
        return self.people.exclude(pk=self.user.pk)

    def keeps(self, person):
        """Whether the user manages the whole account, and not only some of its groups.

        An account that also works elsewhere does not count: a new address or password would give
        access to that work too.
        """
        return self.keeps_all or not self.groups_elsewhere(person).exists()

    def groups_elsewhere(self, person):
        return person.groups.exclude(pk__in=self.groups.order_by().values("pk"))

    def groups_by_portal(self):
        """Return [(heading, groups)] of ``self.groups``; first the groups of all portals."""
        headings = {}
        for portal in self.portales:
            for field in GROUPS_OF_A_PORTAL:
                headings[getattr(portal, f"{field}_id")] = portal.site.site_name
        for equipo in self.equipos:
            for group in (equipo.group_id, equipo.atencion_id):
                headings[group] = self.portal_name(equipo.page)
        everywhere = _("Todos los portales")
        found = {everywhere: []} | {name: [] for name in self.names_by_path.values()}
        for group in self.groups:
            found[headings.get(group.pk, everywhere)].append(group)
        return [(heading, groups) for heading, groups in found.items() if groups]


class GestionMixin:
    """View with the ``Gestion`` of the current user."""

    @cached_property
    def gestion(self):
        return Gestion(self.request.user)
