"""Tags of the header of every page. Error pages use them too, so they make no queries."""

from django import template

from identidad.acentos import colores_de_barra
from identidad.silueta import ALTO, ANCHO, trazos

register = template.Library()


@register.inclusion_tag("components/silueta.html")
def silueta(clave="", url=""):
    """Render the silueta: the drawing at ``url``, or else the ridges of ``clave``."""
    return {"ancho": ANCHO, "alto": ALTO, "url": url, "trazos": () if url else trazos(clave)}


@register.inclusion_tag("components/emblema.html")
def emblema(iniciales=""):
    """Render the emblema: the letters of a portal, or else the mark of the province."""
    return {"iniciales": iniciales}


@register.simple_tag
def colores_del_navegador(acento):
    return colores_de_barra(acento)
