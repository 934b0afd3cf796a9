"""System checks of the project's own rules."""

from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured

from .portales import portales


@register()
def check_portales(app_configs, **kwargs):
    """The data file of the portals must be readable and free of contradictions."""
    try:
        portales()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="base.E001")]
    return []
