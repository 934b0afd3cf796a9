"""What a user may import and where: each portal with the importers of its sections."""

from dataclasses import dataclass, field

from django.db.models.functions import Substr
from django.http import Http404
from wagtail.models import Page

from aislamiento.scope import scope_of
from base.tree import HOME_DEPTH

from .importador import with_right
from .registro import get_importador, get_importadores


@dataclass
class PortalDeDestino:
    """A portal, and the importers that the user may use in it."""

    portal: object
    importadores: list = field(default_factory=list)


def imports_at_all(user):
    """Whether there is any section to which the user may add pages.

    Every page of the admin calls this; if the user may add to a whole portal, no query is needed.
    """
    if scope_of(user).may_in_a_whole_tree("add"):
        return True
    places = {tipo for importador in get_importadores() for tipo in importador.tipos_de_lugar}
    return not places.isdisjoint(scope_of(user).kinds_of_pages(frozenset({"add"})))


def destinos_of(user):
    """Return a :class:`PortalDeDestino` for each portal into which the user may import."""
    homes = {importador.nombre: _homes(importador, user) for importador in get_importadores()}
    destinos = []
    for portal in scope_of(user).portales.select_related("site__root_page"):
        home = portal.site.root_page.path
        found = [
            importador for importador in get_importadores() if home in homes[importador.nombre]
        ]
        if found:
            destinos.append(PortalDeDestino(portal, found))
    return destinos


def destino_or_404(user, portal, que):
    """Return (settings of the portal, importer) for the names in a URL; raise ``Http404``."""
    record = scope_of(user).portales.select_related("site__root_page").filter(slug=portal).first()
    importador = get_importador(que)
    if record is None or importador is None or not importador.may_import(user, record.site):
        raise Http404
    return record, importador


def _homes(importador, user):
    """Return the paths of the portadas below which the user may import."""
    homes = Substr("path", 1, HOME_DEPTH * Page.steplen)
    return set(_places(importador, user).order_by().values_list(homes, flat=True).distinct())


def _places(importador, user):
    return with_right(user, "add", importador.lugares())
