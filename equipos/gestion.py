"""Which accounts and groups one person keeps: the province all, a coordinator the portal's."""

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

# A coordinator does not name coordinators.
_KEPT_BY_COORDINATORS = [field for field in GROUPS_OF_A_PORTAL if field != "coordinadores"]


def keeps_all(user):
    """Whether the person keeps the accounts of all portals."""
    return user.has_perm("usuarios.change_usuario")


def keeps_accounts(user):
    return keeps_all(user) or coordinates(user)


class Gestion:
    """What one person may do with the accounts of others."""

    def __init__(self, user, *, as_coordinator=False):
        self.user = user
        self.keeps_all = keeps_all(user) and not as_coordinator

    @cached_property
    def portales(self):
        """The portals whose teams the person keeps."""
        found = PortalSettings.objects.en_pie().order_by("-tipo", "pk")
        found = found.select_related("site__root_page")
        if self.keeps_all:
            return found
        return found.filter(site__in=scope_of(self.user).coordinated_sites)

    @cached_property
    def groups(self):
        """The groups into which the person may put people, and take them out again."""
        if self.keeps_all:
            return Group.objects.order_by("name")
        condition = self._of_portales(_KEPT_BY_COORDINATORS) | Q(equipo__in=self.equipos)
        return Group.objects.filter(condition).order_by("name")

    @cached_property
    def needs_another(self):
        """The keys of the groups into which the person lets nobody without a second person.

        Who coordinates a portal reads its cases, and says alone who else does.
        """
        if self.user.is_superuser or not self.keeps_all:
            return frozenset()
        own = Gestion(self.user, as_coordinator=True).groups
        found = groups_that_open_cases().exclude(pk__in=own.order_by().values("pk"))
        return frozenset(found.values_list("pk", flat=True))

    def opens_to(self, person):
        """The groups of ``person`` that wait for a second one once the account was opened anew.

        It is by a new address, by a lost telephone or after it was closed: whoever did it
        could be the one who signs in.
        """
        return person.groups.filter(pk__in=self.needs_another)

    @property
    def waiting(self):
        """What waits for a second person in the portals."""
        found = Nombramiento.objects.select_related("persona", "grupo", "pedido_por")
        if self.keeps_all:
            return found
        groups = Group.objects.filter(self._of_portales(GROUPS_OF_A_PORTAL))
        return found.filter(grupo__in=groups.values("pk"))

    @property
    def nombramientos(self):
        """What of it the person decides: nothing of their own doing, and nothing for themselves."""
        return self.waiting.exclude(Q(persona=self.user) | Q(pedido_por=self.user))

    @property
    def pedidos(self):
        """What of it the person asked for, which somebody else decides."""
        return self.waiting.filter(pedido_por=self.user)

    def _of_portales(self, fields):
        """A condition on groups: those of the portals, or those that answer for an entity."""
        condition = Q(equipo_de_atencion__in=self.equipos)
        for field in fields:
            condition |= Q(pk__in=self.portales.order_by().values(field))
        return condition

    @cached_property
    def names_by_path(self):
        """The name of each of those portals, by the tree path of its container."""
        return {
            container_path(portal.site.root_page.path): portal.site.site_name
            for portal in self.portales
        }

    def portal_name(self, page):
        """Return the name of the portal in whose tree ``page`` stands, or None."""
        return self.names_by_path.get(container_path(page.path))

    def _in_trees(self, field="path"):
        """A condition on a path: in the tree of one of those portals."""
        return in_trees_of(self.names_by_path, field)

    @cached_property
    def equipos(self):
        """The teams of those portals."""
        return Equipo.objects.select_related("page", "group").filter(self._in_trees("page__path"))

    @cached_property
    def pages(self):
        """The pages that could be given a team: those of the portals, below their homes."""
        return Page.objects.filter(self._in_trees(), below_homes())

    @cached_property
    def people(self):
        """The accounts that the person may know of.

        Those of superusers are seen by superusers alone.
        """
        found = Usuario.objects.all()
        if not self.user.is_superuser:
            found = found.filter(is_superuser=False)
        if not self.keeps_all:
            members = Usuario.groups.through.objects.filter(group__in=self.groups.order_by())
            found = found.filter(pk__in=members.values("usuario"))
        return found

    @property
    def others(self):
        """The accounts that the person may open; one's own is kept in «Mi cuenta»."""
        return self.people.exclude(pk=self.user.pk)

    def keeps(self, person):
        """Whether the whole account is in the person's charge, and not only some groups.

        Who also works elsewhere is not: a new address or password would open that, too.
        """
        return self.keeps_all or not self.groups_elsewhere(person).exists()

    def groups_elsewhere(self, person):
        return person.groups.exclude(pk__in=self.groups.order_by().values("pk"))

    def groups_by_portal(self):
        """Return [(heading, groups)] of the groups of ``self.groups``, the province's first."""
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
    """A view that knows what is in the person's charge."""

    @cached_property
    def gestion(self):
        return Gestion(self.request.user)
