"""What bodies of text show of the entities that their contacts name."""

from django import template

from directorio import en_cuerpos

register = template.Library()


@register.simple_tag(takes_context=True)
def prepare_entidades(context, cuerpo):
    """Read the entities of a whole body at once, before its blocks are drawn one by one."""
    en_cuerpos.prepare_entidades([cuerpo], context["request"])
    return ""


@register.simple_tag(takes_context=True)
def entidad_en_cuerpo(context, entidad):
    """What is shown of an entity; None without one, and of one that nobody may read."""
    return entidad and en_cuerpos.entidad_en_cuerpo(entidad, context["request"])
