"""Which pages are announced: those whose type says in a few lines what they are about.

A page type opts in with one method, ``lineas_de_difusion()``: the title, then what else people
read before they open the page. No lines, no announcement: the page tells nothing new.
"""

from django.utils.text import capfirst
from wagtail.models import get_page_models


def tipos_que_se_difunden():
    return [model for model in get_page_models() if se_difunde(model)]


def se_difunde(model):
    return hasattr(model, "lineas_de_difusion")


def nombre_de(model):
    """Return the name under which the settings of a portal keep a page type."""
    return model._meta.label_lower


def todos():
    return [nombre_de(model) for model in tipos_que_se_difunden()]


def opciones():
    models = tipos_que_se_difunden()
    return [(nombre_de(model), capfirst(model._meta.verbose_name_plural)) for model in models]
