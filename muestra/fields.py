"""Fields that people also edit: filled only if empty, and emptied only if unchanged."""

from wagtail.blocks import StreamValue

from home.contenido.filas import put


def raw(instance, name):
    """Return the value of a field in a form that JSON can store."""
    value = getattr(instance, name)
    return list(value.get_prep_value()) if isinstance(value, StreamValue) else value


def fill(instance, values):
    """Fill in the empty fields of ``instance``; return {name: raw value} of those filled."""
    filled = {}
    for name, value in values.items():
        if value and not getattr(instance, name):
            put(instance, name, value)
            filled[name] = raw(instance, name)
    return filled


def empty(instance, filled):
    """Empty the fields that still hold the filled-in value; return the names of the others."""
    changed = []
    for name, value in filled.items():
        current = raw(instance, name)
        if current == value:
            put(instance, name, type(value)())
        elif current:
            changed.append(name)
    return changed
