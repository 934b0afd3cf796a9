"""Template tags that dress the admin in the portal of whoever signed in."""

from django import template

from base.models import PortalSettings

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_propio(context):
    """The one portal this person edits; None for those who work on several."""
    policy = PortalSettings.get_permission_policy()
    own = policy.instances_user_has_permission_for(context["request"].user, "change")[:2]
    return own[0] if len(own) == 1 else None
