"""Who decides where a portal announces: whoever may change its settings of «Difusión»."""

from wagtail.permissions import policy_registry

from .models import Difusion


def may_change(user, record):
    """Whether ``user`` decides so for the site ``record``, or for that of a row."""
    policy = policy_registry.get_by_type(Difusion)
    return policy.user_has_permission_for_instance(user, "change", record)
