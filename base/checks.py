"""System checks of the project's own rules."""

from django.core.checks import Error, Warning, register
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


@register()
def check_admin_addresses(app_configs, **kwargs):
    """Every address of the admin must be described, or it stays closed to the editors."""
    # Not before all apps are loaded: addresses are of models.
    from .tenancy.addresses import unclassified

    return [
        Warning(
            f"The admin address {name} is not described, so editors get 404.",
            hint="Describe it with base.tenancy.addresses.classify().",
            id="base.W001",
        )
        for name in unclassified()
    ]
