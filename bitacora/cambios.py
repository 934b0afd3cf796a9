"""Log of the changed fields of records that are not pages.

Wagtail logs that a record was saved, but not which fields changed. ``track`` logs this for a
model, for forms and commands alike. Pages do not need it: their revisions show what changed.
"""

from django.db import models
from django.db.models.signals import post_save, pre_delete, pre_save
from django.utils.encoding import force_str
from wagtail.fields import StreamField
from wagtail.log_actions import log

from aislamiento.log_entries import PORTALES
from servidor.secretos import SecretoField

from .portales import portales_of

# Fields that the system sets and that mean nothing to a reader of the log.
_SILENT = {
    *("last_login", "password", "date_joined", "sesiones_cerradas", "segundo_factor_ofrecido"),
    *("created_at", "uploaded_at"),
    *("path", "depth", "numchild", "lft", "rgt", "sort_order"),
    *("file_hash", "file_size", "width", "height"),
    *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
}
_LONGEST = 200


def track(*tracked):
    """Log every creation, change and deletion in the models ``tracked``, with changed fields."""
    for model in tracked:
        pre_save.connect(_remember, sender=model)
        post_save.connect(_log_saved, sender=model)
        pre_delete.connect(_log_deleted, sender=model)


def _fields(model, update_fields):
    return [
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.name in _SILENT)
        and (update_fields is None or field.name in update_fields)
    ]


def _remember(sender, instance, raw, update_fields, **kwargs):
    fields = _fields(sender, update_fields)
    instance._logged_before = None
    if fields and not (raw or instance._state.adding):
        saved = sender._base_manager.filter(pk=instance.pk)
        instance._logged_before = saved.values(*(field.attname for field in fields)).first()


def _log_saved(sender, instance, created, raw, update_fields, **kwargs):
    if raw:
        return
    if created:
        log(instance, "bitacora.crear")
        return
    before = instance._logged_before
    if before is None:
        return
    changes = {
        field.name: [_as_text(field, before[field.attname]), _as_text(field, after)]
        for field in _fields(sender, update_fields)
        if before[field.attname] != (after := _as_saved(field, instance))
    }
    if changes:
        log(instance, "bitacora.editar", data={"cambios": changes})


def _log_deleted(sender, instance, **kwargs):
    # Before the deletion: afterwards the portals of the record are not known.
    log(instance, "bitacora.eliminar", data={PORTALES: portales_of(instance)}, deleted=True)


def _as_saved(field, instance):
    value = getattr(instance, field.attname)
    return value.name if isinstance(field, models.FileField) else value


def _as_text(field, value):
    """Return ``value`` as the log stores it: a short text, a bool, or None if it is not shown."""
    if isinstance(field, StreamField | SecretoField):
        return None
    if isinstance(value, bool):
        return value
    if value is None or value == "":
        return ""
    if field.is_relation:
        related = field.related_model._base_manager.filter(pk=value).first()
        return force_str(related) if related else ""
    if field.choices:
        value = dict(field.flatchoices).get(value, value)
    text = force_str(value, strings_only=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
