"""Groups and permissions: who may do what (design, section 6)."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
)
from wagtail.permission_policies.sites import SitePermissionPolicy

from aislamiento.scope import scope_of
from base.models import PortalSettings

MODERADORES = "Moderadores"
ADMINISTRADORES = "Administradores"
PUBLICACION_URGENTE = "Publicación urgente"
PROVINCIAL_GROUPS = (MODERADORES, ADMINISTRADORES, PUBLICACION_URGENTE)

# Codenames as «app_label.codename». A permission of a portal's model in ``Group.permissions``
# would apply to all portals: only the province's groups have such permissions.
ACCESS_ADMIN = "wagtailadmin.access_admin"
# On all pages that its members may edit; it is logged and mailed to the moderators.
PUBLISH_OWN_EDITS = "moderacion.publish_own_edits"
# Needed to start a translation, and it applies to the whole installation: Wagtail Localize checks
# no permission row. The guard (aislamiento) checks which pages they may translate.
_SUBMIT_TRANSLATION = "wagtail_localize.submit_translation"
# Alone it shows a tree in the explorer and lets nobody change it: it only widens the right to
# delete of users who can also edit.
SEE_PAGES = ("wagtailcore.bulk_delete_page",)
EDIT_PAGES = ("wagtailcore.add_page", "wagtailcore.change_page")
_MODERATE_PAGES = (
    *EDIT_PAGES,
    "wagtailcore.publish_page",
    "wagtailcore.lock_page",
    "wagtailcore.unlock_page",
)
_CHOOSE_MEDIA = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
EDIT_MEDIA = (
    *_CHOOSE_MEDIA,
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
)
_ADMINISTER_COLLECTIONS = (
    *EDIT_MEDIA,
    "wagtailimages.delete_image",
    "wagtaildocs.delete_document",
    "wagtailcore.add_collection",
    "wagtailcore.change_collection",
    "wagtailcore.delete_collection",
)
_KEEP_PROMOTED = (
    "search.add_destacado",
    "search.change_destacado",
    "search.delete_destacado",
)
_KEEP_REDIRECTS = (
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
)
_ANSWER_CASES = (
    "atencion.change_caso",
    "atencion.add_plantilla",
    "atencion.change_plantilla",
    "atencion.delete_plantilla",
)
# They apply to all portals: synonyms belong to the whole installation.
_KEEP_SYNONYMS = ("search.add_sinonimo", "search.change_sinonimo", "search.delete_sinonimo")
# The groups of every portal: {field of PortalSettings: name of the role}.
GROUPS_OF_A_PORTAL = {
    "editores": "Editores",
    "traductores": "Traductores",
    "coordinadores": "Coordinador",
    "revisores": "Revisores",
    "atencion": "Atención",
}
_ADMINISTER = (
    ACCESS_ADMIN,
    "base.change_portalsettings",
    "difusion.change_difusion",
    "noticias.add_categorianoticia",
    "noticias.change_categorianoticia",
    "noticias.delete_categorianoticia",
    "directorio.add_tipoentidad",
    "directorio.change_tipoentidad",
    "directorio.delete_tipoentidad",
    "directorio.add_diaferiado",
    "directorio.change_diaferiado",
    "directorio.delete_diaferiado",
    "tramites.add_eventodevida",
    "tramites.change_eventodevida",
    "tramites.delete_eventodevida",
    "indicadores.add_medida",
    "indicadores.change_medida",
    "indicadores.delete_medida",
    "documentos.add_obligacion",
    "documentos.change_obligacion",
    "documentos.delete_obligacion",
    "redaccion.add_palabratecnica",
    "redaccion.change_palabratecnica",
    "redaccion.delete_palabratecnica",
    *_KEEP_SYNONYMS,
    *_KEEP_PROMOTED,
    "avisos.add_modoemergencia",
    "avisos.change_modoemergencia",
    "avisos.delete_modoemergencia",
    "usuarios.add_usuario",
    "usuarios.change_usuario",
    "auth.change_group",
    "wagtailcore.change_site",
    "moderacion.retry_notificacion",
    *_KEEP_REDIRECTS,
)


def permission(name):
    """Return the permission ``app_label.codename``.

    The permissions of ``Page`` exist once for all page types. Those of images and documents belong
    to Wagtail's own models, even if the project uses other models.
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


def grant_on_site(group, site, name):
    GroupSitePermission.objects.get_or_create(group=group, site=site, permission=permission(name))


def create_provincial_groups():
    """Create the groups that work on all portals, with their permissions."""
    root, root_collection = Page.get_first_root_node(), Collection.get_first_root_node()

    moderadores, _ = Group.objects.get_or_create(name=MODERADORES)
    grant(moderadores, [ACCESS_ADMIN])
    grant_on_page(moderadores, root, _MODERATE_PAGES)
    grant_on_collection(moderadores, root_collection, EDIT_MEDIA)

    administradores, _ = Group.objects.get_or_create(name=ADMINISTRADORES)
    grant(administradores, _ADMINISTER)
    grant_on_page(administradores, root, [*_MODERATE_PAGES, "wagtailcore.bulk_delete_page"])
    grant_on_collection(administradores, root_collection, _ADMINISTER_COLLECTIONS)

    # Its members are also editors of some portal, whose group says where they may write.
    urgente, _ = Group.objects.get_or_create(name=PUBLICACION_URGENTE)
    grant(urgente, [ACCESS_ADMIN, PUBLISH_OWN_EDITS])


def create_groups(portal, record):
    """Create the missing groups of one portal, still without permissions."""
    for field, role in GROUPS_OF_A_PORTAL.items():
        if getattr(record, field) is None:
            group, _ = Group.objects.get_or_create(name=f"{role} · {portal.etiqueta}")
            setattr(record, field, group)
    record.save(update_fields=GROUPS_OF_A_PORTAL)


def grant_groups(record, homes):
    """Grant the groups of a portal permissions on its homes, collection and site only."""
    source, *translations = homes
    for field in GROUPS_OF_A_PORTAL:
        grant(getattr(record, field), [ACCESS_ADMIN])

    for home in homes:
        grant_on_page(record.editores, home, EDIT_PAGES)
        grant_on_page(record.revisores, home, ["wagtailcore.change_page"])
    grant_on_collection(record.editores, record.coleccion, EDIT_MEDIA)
    grant_on_collection(record.revisores, record.coleccion, _CHOOSE_MEDIA)
    for name in ("base.change_portalsettings", "difusion.change_difusion", *_KEEP_PROMOTED):
        grant_on_site(record.editores, record.site, name)
    if record.es_provincial:
        grant(record.editores, _KEEP_SYNONYMS)

    grant(record.traductores, [_SUBMIT_TRANSLATION])
    grant_on_page(record.traductores, source, SEE_PAGES)
    for home in translations:
        grant_on_page(record.traductores, home, ["wagtailcore.change_page"])
    grant_on_collection(record.traductores, record.coleccion, _CHOOSE_MEDIA)

    for name in (
        *("base.coordinate_portalsettings", "atencion.coordinate_caso"),
        *_ANSWER_CASES,
        *_KEEP_REDIRECTS,
    ):
        grant_on_site(record.coordinadores, record.site, name)
    for name in _ANSWER_CASES:
        grant_on_site(record.atencion, record.site, name)


def coordinates(user):
    """Whether the user manages the team of any portal."""
    return SitePermissionPolicy(PortalSettings).user_has_permission(user, "coordinate")


def answers_cases(user):
    """Whether the user is in the attention group of a portal or of an entidad."""
    of_portals = PortalSettings.objects.exclude(atencion=None).values("atencion")
    return user.groups.filter(Q(equipo_de_atencion__isnull=False) | Q(pk__in=of_portals)).exists()


def groups_that_open_cases():
    """Return the groups that read cases, or manage the accounts of users who do."""
    on_sites = GroupSitePermission.objects.filter(
        permission__content_type__app_label="atencion",
        permission__codename__in=["change_caso", "coordinate_caso"],
    )
    keeping = Group.objects.filter(
        permissions__content_type__app_label="usuarios", permissions__codename="change_usuario"
    )
    return Group.objects.filter(
        Q(pk__in=on_sites.values("group"))
        | Q(pk__in=keeping.values("pk"))
        | Q(equipo_de_atencion__isnull=False)
    )


def requires_second_factor(user):
    """Whether a stolen password opens more than one portal publishes, or a portal requires it."""
    return (
        scope_of(user).is_total
        or coordinates(user)
        or user.has_perm(PUBLISH_OWN_EDITS)
        or answers_cases(user)
        or scope_of(user).portales.filter(segundo_factor_obligatorio=True).exists()
    )
