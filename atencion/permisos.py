"""Who sees and answers which cases. Not even those who work on all portals read them for that.

``change_caso`` for a site is given to the group «Atención» of its portal, ``coordinate_caso``
to its coordinators; whoever is of the attention group of an entity has the cases of that
entity, and of its offices.
"""

from wagtail.permission_policies.sites import SitePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from .models import Caso

register_permission_policy(Caso, SitePermissionPolicy(Caso))


def sites_atendidos(user):
    """The sites whose cases the person sees: all of one portal, whoever answers them."""
    return _policy().sites_user_has_any_permission_for(user, ["change", "coordinate"])


def sites_coordinados(user):
    """The sites whose attention the person coordinates: assigns, exports, is warned."""
    return _policy().sites_user_has_permission_for(user, "coordinate")


def casos_de(user):
    """The cases that the person sees, and may work on."""
    return Caso.objects.filter(site__in=sites_atendidos(user))


def atiende(user):
    """Whether the person has anything to do with cases."""
    return bool(sites_atendidos(user)[:1])


def _policy():
    return policy_registry.get_by_type(Caso)
