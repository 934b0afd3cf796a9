"""The actions of the log that Wagtail does not know, and how each is told in Spanish."""

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.coreutils import resolve_model_string
from wagtail.log_actions import LogFormatter

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


def register(actions):
    """Add the actions to Wagtail's registry."""
    for action, label, message in _PLAIN:
        actions.register_action(action, label, message)
    for action, formatter in _FORMATTERS.items():
        actions.register_action(action)(formatter)


_PLAIN = [
    ("bitacora.crear", gettext_lazy("Creación"), gettext_lazy("Se creó")),
    ("bitacora.eliminar", gettext_lazy("Eliminación"), gettext_lazy("Se eliminó")),
    ("bitacora.entrada", gettext_lazy("Entrada al sistema"), gettext_lazy("Entró al sistema")),
    ("bitacora.clave", gettext_lazy("Contraseña"), gettext_lazy("Se cambió la contraseña")),
    (
        "bitacora.privacidad.quitar",
        gettext_lazy("Privacidad retirada"),
        gettext_lazy("Dejó de ser privada"),
    ),
]


class _Message(LogFormatter):
    """A message with what the entry keeps of the change."""

    template = ""

    def format_message(self, log_entry):
        return str(self.template) % log_entry.data


class _Edition(LogFormatter):
    label = gettext_lazy("Cambio")

    def format_message(self, log_entry):
        return "; ".join(changes_of(log_entry))


def changes_of(log_entry):
    """Return one line for each field that changed."""
    model = log_entry.content_type.model_class()
    changes = log_entry.data.get("cambios", {})
    return [_change(model, name, *values) for name, values in changes.items()]


def _change(model, name, before, after):
    try:
        label = capfirst(model._meta.get_field(name).verbose_name)
    except (AttributeError, FieldDoesNotExist):  # the model or the field is no more
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


class _Permissions(LogFormatter):
    """Which rights, and on what: nothing is named when they hold everywhere."""

    everywhere = on_something = ""

    def format_message(self, log_entry):
        data = log_entry.data
        names = ", ".join(_permission(*named) for named in data.get("permisos", []))
        template = self.on_something if "sobre" in data else self.everywhere
        return str(template) % {"permisos": names, "sobre": data.get("sobre")}


def _permission(name, fallback):
    app_label, codename = name.split(".")
    verb, _separator, model_name = codename.rpartition("_")
    if verb not in _VERBS:
        return _(fallback)
    try:
        model = resolve_model_string(f"{app_label}.{model_name}")
    except LookupError:
        return fallback
    return f"{_VERBS[verb]} {model._meta.verbose_name_plural}".lower()


class _PermissionsGiven(_Permissions):
    label = gettext_lazy("Permiso dado")
    everywhere = gettext_lazy("Permiso dado: %(permisos)s")
    on_something = gettext_lazy("Permiso dado en «%(sobre)s»: %(permisos)s")


class _PermissionsTakenAway(_Permissions):
    label = gettext_lazy("Permiso retirado")
    everywhere = gettext_lazy("Permiso retirado: %(permisos)s")
    on_something = gettext_lazy("Permiso retirado en «%(sobre)s»: %(permisos)s")


class _Joined(_Message):
    label = gettext_lazy("Entrada en un grupo")
    template = gettext_lazy("Entró en el grupo «%(grupo)s»")


class _Left(_Message):
    label = gettext_lazy("Salida de un grupo")
    template = gettext_lazy("Salió del grupo «%(grupo)s»")


class _WorkflowGiven(_Message):
    label = gettext_lazy("Proceso de moderación asignado")
    template = gettext_lazy("Se moderará con «%(flujo)s»")


class _WorkflowTakenAway(_Message):
    label = gettext_lazy("Proceso de moderación retirado")
    template = gettext_lazy("Ya no se modera con «%(flujo)s»")


class _StepGiven(_Message):
    label = gettext_lazy("Paso de moderación añadido")
    template = gettext_lazy("Se añadió el paso «%(paso)s»")


class _StepTakenAway(_Message):
    label = gettext_lazy("Paso de moderación retirado")
    template = gettext_lazy("Se retiró el paso «%(paso)s»")


class _Closed(_Message):
    label = gettext_lazy("Privacidad")
    template = gettext_lazy("Privacidad: %(restriccion)s")


class _GroupsGiven(_Message):
    label = gettext_lazy("Grupos añadidos")
    template = gettext_lazy("Grupos añadidos: %(grupos)s")


class _GroupsTakenAway(_Message):
    label = gettext_lazy("Grupos retirados")
    template = gettext_lazy("Grupos retirados: %(grupos)s")


class _Purge(_Message):
    label = gettext_lazy("Limpieza de la bitácora")
    template = gettext_lazy(
        "Se borraron %(contenido)d registros de contenido y %(derechos)d de permisos "
        "por haber vencido su plazo"
    )


_FORMATTERS = {
    "bitacora.editar": _Edition,
    "bitacora.permiso.dar": _PermissionsGiven,
    "bitacora.permiso.retirar": _PermissionsTakenAway,
    "bitacora.grupo.entrar": _Joined,
    "bitacora.grupo.salir": _Left,
    "bitacora.flujo.asignar": _WorkflowGiven,
    "bitacora.flujo.retirar": _WorkflowTakenAway,
    "bitacora.paso.dar": _StepGiven,
    "bitacora.paso.retirar": _StepTakenAway,
    "bitacora.privacidad.poner": _Closed,
    "bitacora.grupos.dar": _GroupsGiven,
    "bitacora.grupos.retirar": _GroupsTakenAway,
    "bitacora.purgar": _Purge,
}
