"""Template tags for the entidades in the contact blocks of a body."""

from django import template

from directorio import en_cuerpos

register = template.Library()


@register.simple_tag(takes_context=True)
def bloques_de(context, cuerpo):
    """Return the HTML of the blocks of a body."""
    return en_cuerpos.draw(cuerpo, context.flatten())


@register.simple_tag(takes_context=True)
def entidad_en_cuerpo(context, entidad):
    """Return the data of an entidad; None if there is none or it is not public."""
    return entidad and en_cuerpos.entidad_en_cuerpo(entidad, context["request"])
