from django import template

from tramites.texto import period

register = template.Library()


@register.simple_tag
def periodo(limitacion):
    """Return the period of a limitation as text."""
    return period(limitacion)
