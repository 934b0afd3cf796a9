"""Contributions of ``enlaces`` to other apps."""

from django.db.models import Q
from wagtail.models import Page

from aislamiento.rules import named_by, seen
from base.sections import Section

from .models import Direccion, Lugar


def of_ones_portals(scope, queryset):
    """Return the links in pages that the user sees, and in settings of the user's portals."""
    pages = seen(scope, Page).values("pk")
    return queryset.filter(Q(page__in=pages) | Q(page=None, site__in=scope.sites))


SECTION = Section(visible={Lugar: of_ones_portals, Direccion: named_by(Lugar, "direccion")})
