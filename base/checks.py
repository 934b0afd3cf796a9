"""System checks of the project's own rules."""

import stat
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.checks import Error, Tags, Warning, register
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


@register(Tags.caches)
def check_cache_folders(app_configs, **kwargs):
    """What lies in a cache of files is run when it is read: nobody else may put anything there."""
    folders = {getattr(caches[alias], "_dir", None) for alias in settings.CACHES} - {None}
    return [
        Warning(
            f"Others may write into the cache {folder}: the portals run what lies there.",
            hint="Take the right away from them: chmod 700.",
            id="base.W002",
        )
        for folder in sorted(folders)
        if Path(folder).is_dir() and stat.S_IMODE(Path(folder).stat().st_mode) & 0o022
    ]
