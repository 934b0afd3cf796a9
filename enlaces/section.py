"""What the links have for the rest of the house."""

from django.db.models import Q
from wagtail.models import Page

from aislamiento.rules import named_by, seen
from base.sections import Section

from .models import Direccion, Lugar


def of_ones_portals(scope, queryset):
    """Links in the pages that the person sees, and in the settings of the portals they work in."""
    pages = seen(scope, Page).values("pk")
    return queryset.filter(Q(page__in=pages) | Q(page=None, site__in=scope.sites))


SECTION = Section(visible={Lugar: of_ones_portals, Direccion: named_by(Lugar, "direccion")})
