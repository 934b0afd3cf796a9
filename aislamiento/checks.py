"""System checks of the isolation between portals."""

from django.core.checks import Warning, register

from .addresses import unclassified


@register()
def check_admin_addresses(app_configs, **kwargs):
    """Warn of every admin URL that has no description and is therefore closed to editors."""
    return [
        Warning(
            f"The admin address {name} is not described, so editors get 404.",
            hint="Describe it in the section.py of the app that brings it (Section.addresses).",
            id="aislamiento.W001",
        )
        for name in unclassified()
    ]
