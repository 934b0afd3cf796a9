"""The charts of :mod:`graficos` in templates."""

from django import template

register = template.Library()


@register.inclusion_tag("graficos/grafico.html")
def grafico(datos):
    """A chart with its title, and its numbers in a table."""
    return {"grafico": datos}
