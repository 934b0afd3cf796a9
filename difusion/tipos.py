"""The page types that can be announced: those with the method ``lineas_de_difusion()``.

The method returns the title and then the lines that people read before they open the page. If it
returns no lines, the page has no news and is not announced.
"""

from django.utils.text import capfirst
from wagtail.models import get_page_models


def tipos_que_se_difunden():
    return [model for model in get_page_models() if se_difunde(model)]


def se_difunde(model):
    return hasattr(model, "lineas_de_difusion")


def nombre_de(model):
    """Return the name of a page type in the settings of a portal."""
    return model._meta.label_lower


def todos():
    return [nombre_de(model) for model in tipos_que_se_difunden()]


def opciones():
    models = tipos_que_se_difunden()
    return [(nombre_de(model), capfirst(model._meta.verbose_name_plural)) for model in models]
