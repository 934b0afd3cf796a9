"""The permission to decide where a portal announces: to change its settings of «Difusión»."""

from wagtail.permissions import policy_registry

from .models import Difusion


def may_change(user, record):
    """Whether ``user`` has this permission for ``record``, a site or a row of a site."""
    policy = policy_registry.get_by_type(Difusion)
    return policy.user_has_permission_for_instance(user, "change", record)
