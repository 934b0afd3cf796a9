"""Which entries of the log one person reads."""

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from wagtail.models import Page, PageLogEntry

from aislamiento.log_entries import written_in
from aislamiento.scope import scope_of
from base.models import PortalSettings
from base.tree import in_one_tree

from .clases import Clase

# What was done by one action of a person on one record: these tell it in detail, and are
# read below the entry of the action itself where there is one.
DETAILS = (
    *("bitacora.crear", "bitacora.editar", "bitacora.eliminar", "bitacora.clave"),
    *("bitacora.grupo.entrar", "bitacora.grupo.salir"),
    *("bitacora.permiso.dar", "bitacora.permiso.retirar"),
)
_RIGHTS = (Clase.PERMISOS, Clase.ENTRADAS, Clase.CASOS)


class Alcance:
    """The entries that one person reads: the province all, the others those of their portals."""

    def __init__(self, user):
        self.user = user
        self.scope = scope_of(user)
        self._homes = {}
        self.portales = {}
        for portal in self.scope.portales.select_related("site__root_page"):
            self.portales[portal.slug] = portal.site.site_name
            self._homes[portal.slug] = portal.site.root_page.path

    def names_by_path(self, path):
        """Return the name of the portal of the person in whose tree ``path`` stands, in a list."""
        return [
            self.portales[slug] for slug, home in self._homes.items() if in_one_tree(path, home)
        ]

    @property
    def reads_rights(self):
        """Whether the person reads who came in and who was given what, of all portals."""
        return self.scope.is_total and self.user.has_perm("usuarios.change_usuario")

    @cached_property
    def clases(self):
        """The kinds of entries that the person may find."""
        if self.reads_rights or self.scope.coordinated_sites:
            return list(Clase)
        return [clase for clase in Clase if clase not in _RIGHTS]

    def entries(self, log_model):
        """Return what the person reads of ``log_model``."""
        queryset = log_model.objects.all()
        if self.reads_rights:
            return queryset
        if self.scope.is_total:
            return queryset.exclude(self._rights(log_model))
        return queryset.filter(self._of_own_portales(log_model))

    def rows(self, log_model):
        """The same without what is read below another entry, or is saved over and over."""
        entries = self.entries(log_model)
        alike = entries.filter(uuid=OuterRef("uuid"), content_type=OuterRef("content_type"))
        if log_model is PageLogEntry:
            # Each saving by itself of a draft that is being written makes one of these.
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
            # Through a subquery: a join would lose the entries of deleted pages.
            condition |= Q(page__in=self._pages().values("pk"))
        return condition

    def _pages(self):
        """The pages on which the person has a right; not those above, which they only pass."""
        condition = Q(pk__in=[])
        for path in self.scope.paths:
            condition |= Q(path__startswith=path)
        return Page.objects.filter(condition).order_by()

    def _whole(self):
        """The portals on whose homes the person works, and so in all of their tree."""
        paths = tuple(self.scope.paths)
        return [slug for slug, home in self._homes.items() if home.startswith(paths)]
