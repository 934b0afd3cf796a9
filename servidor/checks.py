"""System checks of the time zones, for `check --deploy`, and of the folders of caches."""

import stat
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.checks import Info, Tags, Warning, register

from .horas import old_zones, zones_differ


@register(deploy=True)
def check_zones(app_configs, **kwargs):
    """Report old time zones as information only: no check may fail because of the date."""
    return [Info(words, id="servidor.I001") for words in [old_zones()] if words]


@register(deploy=True)
def check_zones_of_database(app_configs, **kwargs):
    """Warn if the database has other time zones; one that does not answer gives no warning."""
    return [Warning(words, id="servidor.W001") for words in [zones_differ()] if words]


@register(Tags.caches)
def check_cache_folders(app_configs, **kwargs):
    """Warn if other users may write to a file cache: Django unpickles, and so runs, its files."""
    folders = {getattr(caches[alias], "_dir", None) for alias in settings.CACHES} - {None}
    return [
        Warning(
            f"Others may write into the cache {folder}: the portals run what lies there.",
            hint="Take the right away from them: chmod 700.",
            id="servidor.W002",
        )
        for folder in sorted(folders)
        if Path(folder).is_dir() and stat.S_IMODE(Path(folder).stat().st_mode) & 0o022
    ]
