"""Template tags of Atención a la Población."""

from django import template

from atencion.models import AtencionPage
from base.frame import Frame

register = template.Library()


@register.simple_tag(takes_context=True)
def atencion_url(context):
    """Return the address of Atención a la Población in this portal; empty if not public."""
    request = context["request"]
    section = Frame.for_request(request).seccion(AtencionPage)
    return section.get_url(request) if section else ""


@register.filter
def siguientes(campo, opcion):
    """Return the form fields that follow the choice ``opcion`` of the field ``campo``."""
    form, chosen = campo.form, (campo.name, opcion.data["value"])
    return [form[name] for name in getattr(form, "siguen", {}).get(chosen, ())]
