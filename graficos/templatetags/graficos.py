"""Template tag for the charts of :mod:`graficos`."""

from django import template

register = template.Library()


@register.inclusion_tag("graficos/grafico.html")
def grafico(datos):
    """Render a chart with its title, and its numbers in a table."""
    return {"grafico": datos}
