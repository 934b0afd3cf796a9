"""Where one person may load what: each portal with the importers of its sections."""

from dataclasses import dataclass, field

from django.http import Http404
from wagtail.models import Page
from wagtail.permissions import policy_registry

from base.tenancy.scope import scope_of

from .registro import get_importador, get_importadores


@dataclass
class Destino:
    """A portal, and what the person may load into it."""

    portal: object
    importadores: list = field(default_factory=list)


def imports_at_all(user):
    """Whether there is any section to which the person may add pages: two queries."""
    return any(_sections(importador, user).exists() for importador in get_importadores())


def destinos_of(user):
    """Return the :class:`Destino` of every portal in which the person may load something."""
    paths = {
        importador.nombre: list(_sections(importador, user).values_list("path", flat=True))
        for importador in get_importadores()
    }
    destinos = []
    for portal in scope_of(user).portales.select_related("site__root_page"):
        home = portal.site.root_page.path
        found = [
            importador
            for importador in get_importadores()
            if any(path.startswith(home) for path in paths[importador.nombre])
        ]
        if found:
            destinos.append(Destino(portal, found))
    return destinos


def destino_or_404(user, portal, que):
    """Return the portal's settings and the importer that an address names."""
    record = scope_of(user).portales.select_related("site__root_page").filter(slug=portal).first()
    importador = get_importador(que)
    if record is None or importador is None or not importador.may_import(user, record.site):
        raise Http404
    return record, importador


def _sections(importador, user):
    policy = policy_registry.get_by_type(Page)
    may_add = policy.instances_user_has_permission_for(user, "add")
    return importador.secciones().filter(pk__in=may_add.order_by().values("pk"))
