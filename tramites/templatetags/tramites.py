from django import template

from tramites.texto import period

register = template.Library()


@register.simple_tag
def periodo(limitacion):
    """Since and until when a procedure is limited, in words."""
    return period(limitacion)
