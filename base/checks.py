"""System checks of the project's own rules."""

import stat
from dataclasses import fields
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.checks import Error, Info, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured

from .portales import portales
from .sections import Section, contributions, sections


@register()
def check_portales(app_configs, **kwargs):
    """Check that the data file of the portals is readable and free of contradictions."""
    try:
        portales()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="base.E001")]
    return []


@register(Tags.caches)
def check_cache_folders(app_configs, **kwargs):
    """Warn if other users may write to a file cache: Django unpickles, and so runs, its files."""
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


@register()
def check_presentations(app_configs, **kwargs):
    """Check that each model has one presentation and that each address below a page has a name."""
    owners, errors = {}, []
    for label, section in sections().items():
        for presentation in section.presentations:
            if other := owners.get(presentation.model):
                name = presentation.model.__name__
                errors.append(
                    Error(f"{name} is presented by {other} and by {label}.", id="base.E002")
                )
            owners[presentation.model] = label
            errors += [
                Error(f"{label}: the address «{url.pattern}» has no name.", id="base.E003")
                for url in presentation.urls
                if not url.name
            ]
    return errors


@register()
def check_declared_once(app_configs, **kwargs):
    """Check that no key is declared twice: the order of the apps would decide which one counts."""
    keys = [
        (kind, key)
        for kind in ("visible", "offered", "addresses", "log_actions")
        for declared, _rule in contributions(kind)
        for key in (declared if isinstance(declared, tuple) else (declared,))
    ]
    return [
        Error(f"{_name(key)} is declared more than once ({kind}).", id="base.E004")
        for kind, key in dict.fromkeys(keys)
        if keys.count((kind, key)) > 1
    ]


@register(deploy=True)
def tell_sections(app_configs, **kwargs):
    """List what each app contributes; only with ``check --deploy``, because it is not a problem."""
    return [
        Info(f"{label}.{kind.name}: {', '.join(map(_name, items))}", id="base.I001")
        for label, section in sections().items()
        for kind in fields(Section)
        if (items := getattr(section, kind.name))
    ]


def _name(item):
    if isinstance(item, tuple):
        return ", ".join(map(_name, item))
    if callable(item):
        return item.__name__
    return item if isinstance(item, str) else item.clave
