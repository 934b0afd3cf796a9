"""Template tags that dress the admin in the portal of whoever signed in."""

from django import template

from base.tenancy.scope import scope_of

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_propio(context):
    """The one portal this person works for; None for those who work for several."""
    return scope_of(context["request"].user).portal
