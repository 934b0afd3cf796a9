"""What the guard of the admin needs to know of this app, and who keeps what of a portal."""

from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.permissions import register_permission_policy

from aislamiento.addresses import classify_viewset
from aislamiento.scope import visible
from base.tree import NOWHERE

from .destacables import found_in
from .models import Destacado, Ficha, Sinonimo

register_permission_policy(Destacado, SitePermissionPolicy(Destacado))

classify_viewset("sinonimos", Sinonimo)
classify_viewset("destacados", Destacado)


@visible(Sinonimo)
def _of_the_province(scope, queryset):
    """They hold for all portals and are kept by few, some of whom work on one portal only."""
    return queryset if scope.user.has_perm("search.change_sinonimo") else queryset.none()


@visible(Ficha)
def _of_their_portals(scope, queryset):
    """What citizens find in the portals of the person, of the province as well."""
    condition = NOWHERE
    for site in scope.sites:
        condition |= found_in(site)
    return queryset.filter(condition)
