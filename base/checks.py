"""System checks of the project's own rules."""

from dataclasses import fields

from django.core.checks import Error, Info, register
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
    return str(getattr(item, "clave", item))
