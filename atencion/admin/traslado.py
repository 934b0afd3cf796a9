"""Destinations of a traslado: offices of all portals, and entidades that serve this portal."""

from django.db.models import Q
from django.utils.translation import gettext as _

from base.models import PortalSettings
from base.tree import in_one_tree
from directorio.queries import entidades_de


class Destinos:
    """The destinations of a case, as form choices, and back from a choice to its objects."""

    def __init__(self, caso):
        self.caso = caso
        # In a portal that is not open the citizen could not read about the case any more.
        is_open = Q(estado=PortalSettings.Estado.ABIERTO) | Q(site=caso.site_id)
        records = PortalSettings.objects.filter(is_open).order_by("-tipo", "pk")
        records = records.select_related("site__root_page")
        self.sites = {record.site_id: record.site for record in records}
        self.nombres = {record.site_id: record.territorio for record in records}
        self.entidades = {
            page.pk: page for page in entidades_de(self.sites[caso.site_id]).order_by("path", "pk")
        }

    @property
    def choices(self):
        """Groups of choices: the entidades under the name of their portal, then other portals."""
        groups, offices = [], []
        for site in self.sites.values():
            own = [
                (_value(site, page), page.title)
                for page in self.entidades.values()
                if in_one_tree(page.path, site.root_page.path)
            ]
            office = (
                _value(site),
                _("Atención a la Población · %(portal)s") % {"portal": self.nombres[site.pk]},
            )
            if own or site.pk == self.caso.site_id:
                groups.append((self.nombres[site.pk], [office, *own]))
            else:
                offices.append(office)
        here = (_value(self.caso.site, self.caso.entidad),)
        groups.append((_("Otros portales"), offices))
        return [
            (name, [choice for choice in group if choice[:1] != here]) for name, group in groups
        ]

    def read(self, value):
        """Return (site, entidad) of a choice; the entidad is None for the office of the portal."""
        site, _separator, entidad = value.partition("-")
        return self.sites[int(site)], self.entidades[int(entidad)] if entidad else None


def _value(site, entidad=None):
    return f"{site.pk}-{entidad.pk if entidad else ''}"
