"""Groups, permissions and the workflow: who may do what (design, section 6)."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Workflow,
    WorkflowTask,
)

from base.models import ModeracionTask

MODERADORES = "Moderadores"
ADMINISTRADORES = "Administradores"
WORKFLOW = "Moderación provincial"

# Codenames as «app_label.codename». A permission of a portal's model in
# ``Group.permissions`` would mean all portals: only the province's groups hold such.
_ACCESS_ADMIN = "wagtailadmin.access_admin"
_EDIT_PAGES = ("wagtailcore.add_page", "wagtailcore.change_page")
_MODERATE_PAGES = (
    *_EDIT_PAGES,
    "wagtailcore.publish_page",
    "wagtailcore.lock_page",
    "wagtailcore.unlock_page",
)
_EDIT_MEDIA = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
_ADMINISTER_COLLECTIONS = (
    *_EDIT_MEDIA,
    "wagtailimages.delete_image",
    "wagtaildocs.delete_document",
    "wagtailcore.add_collection",
    "wagtailcore.change_collection",
    "wagtailcore.delete_collection",
)
_ADMINISTER = (
    _ACCESS_ADMIN,
    "base.change_portalsettings",
    "noticias.add_categorianoticia",
    "noticias.change_categorianoticia",
    "noticias.delete_categorianoticia",
    "usuarios.add_usuario",
    "usuarios.change_usuario",
    "usuarios.delete_usuario",
    "auth.add_group",
    "auth.change_group",
    "auth.delete_group",
    "wagtailcore.change_site",
    "wagtailcore.add_workflow",
    "wagtailcore.change_workflow",
    "wagtailcore.delete_workflow",
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
)


def permission(name):
    """Return the permission ``app_label.codename``.

    ``Page`` permissions exist once for all page types, and the image and document
    ones on Wagtail's own models, whatever model the project uses.
    """
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def grant(group, names):
    group.permissions.add(*(permission(name) for name in names))


def grant_on_page(group, page, names):
    for name in names:
        GroupPagePermission.objects.get_or_create(
            group=group, page=page, permission=permission(name)
        )


def grant_on_collection(group, collection, names):
    for name in names:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission(name)
        )


def create_provincial_groups():
    """Make the groups that work on all portals; return them as (moderators, administrators)."""
    root, root_collection = Page.get_first_root_node(), Collection.get_first_root_node()

    moderadores, _ = Group.objects.get_or_create(name=MODERADORES)
    grant(moderadores, [_ACCESS_ADMIN])
    grant_on_page(moderadores, root, _MODERATE_PAGES)
    grant_on_collection(moderadores, root_collection, _EDIT_MEDIA)

    administradores, _ = Group.objects.get_or_create(name=ADMINISTRADORES)
    grant(administradores, _ADMINISTER)
    grant_on_page(administradores, root, [*_MODERATE_PAGES, "wagtailcore.bulk_delete_page"])
    grant_on_collection(administradores, root_collection, _ADMINISTER_COLLECTIONS)
    return moderadores, administradores


def create_editors(portal):
    """Make the editors' group of one portal, still without rights."""
    return Group.objects.create(name=f"Editores · {portal.etiqueta}")


def grant_editors(record, homes):
    """Give the editors of a portal its homes, its collection and its settings; no more."""
    grant(record.editores, [_ACCESS_ADMIN])
    for home in homes:
        grant_on_page(record.editores, home, _EDIT_PAGES)
    grant_on_collection(record.editores, record.coleccion, _EDIT_MEDIA)
    GroupSitePermission.objects.get_or_create(
        group=record.editores,
        site=record.site,
        permission=permission("base.change_portalsettings"),
    )


def create_workflow(moderadores):
    """Make the one workflow of all portals: approval by the moderators."""
    task, created = ModeracionTask.objects.get_or_create(name=WORKFLOW)
    if created:
        task.groups.add(moderadores)
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    return workflow
