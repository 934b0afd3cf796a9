"""Template tags for the entidades in the contact blocks of a body."""

from django import template

from directorio import en_cuerpos

register = template.Library()


@register.simple_tag(takes_context=True)
def prepare_entidades(context, cuerpo):
    """Read the entidades of a whole body at once, before its blocks are rendered one by one."""
    en_cuerpos.prepare_entidades([cuerpo], context["request"])
    return ""


@register.simple_tag(takes_context=True)
def entidad_en_cuerpo(context, entidad):
    """Return the data of an entidad; None if there is none or it is not public."""
    return entidad and en_cuerpos.entidad_en_cuerpo(entidad, context["request"])
