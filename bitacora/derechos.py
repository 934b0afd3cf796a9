"""Log of sign-ins and of changes of passwords, groups and permissions, whatever makes them."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.signals import user_logged_in
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import m2m_changed, post_save, pre_delete
from django.dispatch import receiver
from wagtail.log_actions import log
from wagtail.models import (
    CollectionViewRestriction,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    PageViewRestriction,
)
from wagtail.workflows import get_task_types

from aislamiento.log_entries import PORTALES

from .portales import portales_of

Usuario = get_user_model()


@receiver(user_logged_in)
def signed_in(sender, user, **kwargs):
    log(user, "bitacora.entrada", user=user)


@receiver(post_save, sender=Usuario)
def password_changed(sender, instance, created, raw, **kwargs):
    # ``_password`` is set when somebody chose a password, not when Django upgrades its hash.
    if not (created or raw) and instance._password is not None:
        log(instance, "bitacora.clave")


@receiver(m2m_changed, sender=Usuario.groups.through)
def membership_changed(sender, instance, action, reverse, pk_set, **kwargs):
    """Write one entry per user and group, because each portal reads only about its own groups."""
    if action not in ("post_add", "post_remove", "pre_clear"):
        return
    name = "bitacora.grupo.entrar" if action == "post_add" else "bitacora.grupo.salir"
    others = instance.user_set if reverse else instance.groups
    found = others.all() if action == "pre_clear" else others.model.objects.filter(pk__in=pk_set)
    for other in found:
        person, group = (other, instance) if reverse else (instance, other)
        data = {"grupo": group.name, PORTALES: portales_of(group)}
        log(person, name, data=data)


def groups_changed(sender, instance, action, reverse, pk_set, **kwargs):
    """Log which groups were added to or removed from a moderation step or a view restriction."""
    if reverse or action not in ("post_add", "post_remove", "pre_clear"):
        return
    found = instance.groups.all() if action == "pre_clear" else Group.objects.filter(pk__in=pk_set)
    names = ", ".join(found.values_list("name", flat=True))
    if names:
        name = "bitacora.grupos.dar" if action == "post_add" else "bitacora.grupos.retirar"
        about = getattr(instance, _ABOUT.get(sender, ""), instance)
        log(about, name, data={"grupos": names})


_ABOUT = {
    PageViewRestriction.groups.through: "page",
    CollectionViewRestriction.groups.through: "collection",
}
_WITH_GROUPS = [task.groups.through for task in get_task_types() if hasattr(task, "groups")]
for through in (*_ABOUT, *_WITH_GROUPS):
    m2m_changed.connect(groups_changed, sender=through)


@receiver(m2m_changed, sender=Group.permissions.through)
def permissions_changed(sender, instance, action, reverse, pk_set, **kwargs):
    if reverse or action not in ("post_add", "post_remove", "pre_clear"):
        return
    name = "bitacora.permiso.dar" if action == "post_add" else "bitacora.permiso.retirar"
    if action == "pre_clear":
        found = instance.permissions.all()
    else:
        found = Permission.objects.filter(pk__in=pk_set)
    permissions = [_named(permission) for permission in found]
    if permissions:
        log(instance, name, data={"permisos": permissions})


def _named(permission):
    content_type = ContentType.objects.get_for_id(permission.content_type_id)
    return [f"{content_type.app_label}.{permission.codename}", permission.name]


_ROWS = {
    GroupPagePermission: "page",
    GroupCollectionPermission: "collection",
    GroupSitePermission: "site",
}


def row_given(sender, instance, created, raw, **kwargs):
    if created and not raw:
        _log_row(instance, "bitacora.permiso.dar")


def row_taken_away(sender, instance, **kwargs):
    _log_row(instance, "bitacora.permiso.retirar")


def _log_row(row, action):
    on = getattr(row, _ROWS[type(row)])
    data = {
        "permisos": [_named(row.permission)],
        "sobre": str(on),
        PORTALES: portales_of(row),
    }
    log(row.group, action, data=data)


for model in _ROWS:
    post_save.connect(row_given, sender=model)
    pre_delete.connect(row_taken_away, sender=model)
