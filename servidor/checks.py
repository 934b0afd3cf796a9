"""Checks of the time zones for `check --deploy`."""

from django.core.checks import Info, Warning, register

from .horas import old_zones, zones_differ


@register(deploy=True)
def check_zones(app_configs, **kwargs):
    """Report old time zones as information only: no check may fail because of the date."""
    return [Info(words, id="servidor.I001") for words in [old_zones()] if words]


@register(deploy=True)
def check_zones_of_database(app_configs, **kwargs):
    """Warn if the database has other time zones; one that does not answer gives no warning."""
    return [Warning(words, id="servidor.W001") for words in [zones_differ()] if words]
