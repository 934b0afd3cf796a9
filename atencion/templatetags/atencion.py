"""The way from any page to whoever answers."""

from django import template

from atencion.models import AtencionPage
from base.frame import Frame

register = template.Library()


@register.simple_tag(takes_context=True)
def atencion_url(context):
    """The address of Atención a la Población in this portal, empty where it is not public."""
    request = context["request"]
    section = Frame.for_request(request).seccion(AtencionPage)
    return section.get_url(request) if section else ""


@register.filter
def siguientes(campo, opcion):
    """The fields of the form of ``campo`` that are asked where ``opcion`` of it is chosen."""
    form, chosen = campo.form, (campo.name, opcion.data["value"])
    return [form[name] for name in getattr(form, "siguen", {}).get(chosen, ())]
