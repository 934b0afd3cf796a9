"""Access to the log: the entries that one user may read."""

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from wagtail.models import Page, PageLogEntry

from aislamiento.log_entries import written_in
from aislamiento.scope import scope_of
from base.models import PortalSettings
from base.tree import in_one_tree

from .clases import ClaseDeAsiento

# Actions of the entries that describe an action on a record in detail. The list shows them below
# the entry of the action itself, if there is one with the same uuid.
DETAILS = (
    *("bitacora.crear", "bitacora.editar", "bitacora.eliminar", "bitacora.clave"),
    *("bitacora.grupo.entrar", "bitacora.grupo.salir"),
    *("bitacora.permiso.dar", "bitacora.permiso.retirar"),
)
_RIGHTS = (ClaseDeAsiento.PERMISOS, ClaseDeAsiento.ENTRADAS, ClaseDeAsiento.CASOS)


class Alcance:
    """Log entries that ``user`` may read: of all portals if provincial staff, else of their own."""

    def __init__(self, user):
        self.user = user
        self.scope = scope_of(user)
        self._homes = {}
        self.portales = {}
        for portal in self.scope.portales.select_related("site__root_page"):
            self.portales[portal.slug] = portal.site.site_name
            self._homes[portal.slug] = portal.site.root_page.path

    def names_by_path(self, path):
        """Return a list with the name of the user's portal that contains ``path``, or empty."""
        return [
            self.portales[slug] for slug, home in self._homes.items() if in_one_tree(path, home)
        ]

    @property
    def reads_rights(self):
        """Whether the user reads the sign-ins, permissions and cases of all portals."""
        return self.scope.is_total and self.user.has_perm("usuarios.change_usuario")

    @cached_property
    def clases(self):
        """Classes of entries that the user may choose in the filter."""
        if self.reads_rights or self.scope.coordinated_sites:
            return list(ClaseDeAsiento)
        return [clase for clase in ClaseDeAsiento if clase not in _RIGHTS]

    def entries(self, log_model):
        """Return the entries of ``log_model`` that the user may read, as a query set."""
        queryset = log_model.objects.all()
        if self.reads_rights:
            return queryset
        if self.scope.is_total:
            return queryset.exclude(self._rights(log_model))
        return queryset.filter(self._of_own_portales(log_model))

    def rows(self, log_model):
        """Return ``entries`` without details of another entry and without repeated autosaves."""
        entries = self.entries(log_model)
        alike = entries.filter(uuid=OuterRef("uuid"), content_type=OuterRef("content_type"))
        if log_model is PageLogEntry:
            # Each autosave of a draft logs an edit with the same uuid: only the last is shown.
            later = alike.filter(
                page=OuterRef("page"), action="wagtail.edit", pk__gt=OuterRef("pk")
            )
            return entries.exclude(Q(Exists(later)), action="wagtail.edit")
        action = alike.filter(object_id=OuterRef("object_id")).exclude(action__in=DETAILS)
        return entries.exclude(Q(Exists(action)), action__in=DETAILS)

    def _rights(self, log_model):
        condition = Q(pk__in=[])
        for clase in _RIGHTS:
            condition |= clase.of(log_model)
        return condition

    def _of_own_portales(self, log_model):
        sites = self.scope.coordinated_sites
        coordinated = PortalSettings.objects.filter(site__in=sites).values_list("slug", flat=True)
        condition = written_in(coordinated)
        condition |= written_in(self._whole()) & ~self._rights(log_model)
        if log_model is PageLogEntry:
            # A subquery, because a join would drop the entries of deleted pages.
            condition |= Q(page__in=self._pages().values("pk"))
        return condition

    def _pages(self):
        """Return the pages on which the user has a permission, without their ancestors."""
        condition = Q(pk__in=[])
        for path in self.scope.paths:
            condition |= Q(path__startswith=path)
        return Page.objects.filter(condition).order_by()

    def _whole(self):
        """Return the slugs of the portals on whose whole tree the user has a permission."""
        paths = tuple(self.scope.paths)
        return [slug for slug, home in self._homes.items() if home.startswith(paths)]
