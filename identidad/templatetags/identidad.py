"""What the header of every page draws for its portal; error pages too: no database is asked."""

from django import template

from identidad.acentos import colores_de_barra
from identidad.silueta import ALTO, ANCHO, trazos

register = template.Library()


@register.inclusion_tag("components/silueta.html")
def silueta(clave="", url=""):
    """The skyline: the drawing at ``url`` if there is one, else the ridges of ``clave``."""
    return {"ancho": ANCHO, "alto": ALTO, "url": url, "trazos": () if url else trazos(clave)}


@register.inclusion_tag("components/emblema.html")
def emblema(letras=""):
    """What stands in the place of a shield: the letters of a portal, else the emblem of all."""
    return {"letras": letras}


@register.simple_tag
def colores_del_navegador(acento):
    return colores_de_barra(acento)
