"""Template tags that dress the admin in the portal of whoever signed in."""

from django import template
from wagtail.permissions import policy_registry

from base.models import PortalDocument, PortalImage

from ..scope import scope_of

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_propio(context):
    """The one portal this person works for; None for those who work for several."""
    return scope_of(context["request"].user).portal


@register.simple_tag(takes_context=True)
def edita_archivos(context):
    """Whether this person changes some image or document, and does not only choose them."""
    policies = map(policy_registry.get_by_type, (PortalImage, PortalDocument))
    user = context["request"].user
    return any(policy.user_has_any_permission(user, ["add", "change"]) for policy in policies)
