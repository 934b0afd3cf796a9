"""Template tags that adapt the admin to the portal of the user."""

from django import template
from django.conf import settings
from wagtail.permissions import policy_registry

from base.models import PortalDocument, PortalImage

from ..scope import scope_of

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_propio(context):
    """Return the settings of the user's only portal; None if the user works for several."""
    return scope_of(context["request"].user).portal


@register.simple_tag
def version_instalada():
    return settings.VERSION


@register.simple_tag(takes_context=True)
def edita_archivos(context):
    """Return whether the user may add or change images or documents, and not only choose them."""
    policies = map(policy_registry.get_by_type, (PortalImage, PortalDocument))
    user = context["request"].user
    return any(policy.user_has_any_permission(user, ["add", "change"]) for policy in policies)
