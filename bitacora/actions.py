"""Log actions that Wagtail does not define, and the Spanish message of each."""

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.coreutils import get_content_type_label, resolve_model_string
from wagtail.log_actions import LogFormatter
from wagtail.models import Locale

from base.sections import contributions

_VERBS = {
    "add": gettext_lazy("añadir"),
    "change": gettext_lazy("modificar"),
    "delete": gettext_lazy("eliminar"),
    "bulk_delete": gettext_lazy("eliminar en bloque"),
    "choose": gettext_lazy("elegir"),
    "publish": gettext_lazy("publicar"),
    "lock": gettext_lazy("bloquear"),
    "unlock": gettext_lazy("desbloquear"),
    "view": gettext_lazy("ver"),
}

# Spanish names of permissions, fields and models that lack one where they are defined.
_RIGHTS = {"wagtail_localize.submit_translation": gettext_lazy("traducir páginas")}
_FIELDS = {"coleccion": gettext_lazy("Colección")}
_TYPES = {Locale: gettext_lazy("Idioma")}
# New messages for Wagtail's own actions: worded like the rest of the log, and without a gender.
_WAGTAIL = {
    "wagtail.create": gettext_lazy("Se creó"),
    "wagtail.edit": gettext_lazy("Se editó"),
    "wagtail.delete": gettext_lazy("Se eliminó"),
}


def register(actions):
    """Add the actions that sections declare to ``actions``, Wagtail's registry of log actions."""
    for action, message in _WAGTAIL.items():
        actions.formatters[action].message = message
    for action, (label, message) in contributions("log_actions"):
        actions.register_action(action)(_formatter(label, message))


def name_of_type(content_type):
    model = content_type and content_type.model_class()
    return str(_TYPES.get(model) or get_content_type_label(content_type))


def _formatter(told_as, message):
    class Formatter(LogFormatter):
        label = told_as

        def format_message(self, log_entry):
            return message(log_entry) if callable(message) else str(message) % log_entry.data

    return Formatter


def edition(log_entry):
    return "; ".join(changes_of(log_entry))


def changes_of(log_entry):
    """Return a list with one line of text for each field that changed."""
    model = log_entry.content_type.model_class()
    changes = log_entry.data.get("cambios", {})
    return [_change(model, name, *values) for name, values in changes.items()]


def _change(model, name, before, after):
    try:
        label = _FIELDS.get(name) or capfirst(model._meta.get_field(name).verbose_name)
    except (AttributeError, FieldDoesNotExist):  # the model or the field no longer exists
        label = name
    if before is None or after is None:
        return _("%(campo)s: se cambió") % {"campo": label}
    return _("%(campo)s: de «%(antes)s» a «%(despues)s»") % {
        "campo": label,
        "antes": _value(before),
        "despues": _value(after),
    }


def _value(value):
    if isinstance(value, bool):
        return _("sí") if value else _("no")
    return value or _("vacío")


def permissions(everywhere, on_something):
    """Return the message of an action: ``on_something`` if the entry names an object («sobre»)."""

    def message(log_entry):
        data = log_entry.data
        names = ", ".join(_permission(*named) for named in data.get("permisos", []))
        template = on_something if "sobre" in data else everywhere
        return str(template) % {"permisos": names, "sobre": data.get("sobre")}

    return message


def _permission(name, fallback):
    if name in _RIGHTS:
        return str(_RIGHTS[name])
    app_label, codename = name.split(".")
    verb, _separator, model_name = codename.rpartition("_")
    if verb not in _VERBS:
        return _(fallback)
    try:
        model = resolve_model_string(f"{app_label}.{model_name}")
    except LookupError:
        return fallback
    return f"{_VERBS[verb]} {model._meta.verbose_name_plural}".lower()
