"""What `check --deploy` says about the hour."""

from django.core.checks import Info, Warning, register

from .horas import old_zones, zones_differ


@register(deploy=True)
def check_zones(app_configs, **kwargs):
    """Age alone is no fault, and no check may fall because of the date: it is told, no more."""
    return [Info(words, id="servidor.I001") for words in [old_zones()] if words]


@register(deploy=True)
def check_zones_of_database(app_configs, **kwargs):
    """The hour of the database is that of the portals; one that does not answer says nothing."""
    return [Warning(words, id="servidor.W001") for words in [zones_differ()] if words]
