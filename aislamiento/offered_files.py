"""Which images and documents are public or about to be, and who may decide to show them."""

import logging
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.models import Collection, Page, ReferenceIndex, Revision, WorkflowState
from wagtail.permissions import policy_registry

from base.models import PortalDocument, PortalImage, PortalSettings
from base.tree import NOWHERE, ROOT_PATH, paths_above

from .scope import asked_once, scope_of

logger = logging.getLogger(__name__)

_REMEMBERED = 24 * 3600  # seconds


@dataclass(frozen=True)
class Usos:
    """Uses of a file in all portals, to be counted, and named to users who may see the pages."""

    paginas: frozenset = frozenset()  # primary keys
    datos: int = 0  # portals with the file in their settings, shown on all their pages
    otros: int = 0  # number of other objects that refer to the file

    def __bool__(self):
        return bool(self.paginas or self.datos or self.otros)


def usos(archivo):
    """Return the :class:`Usos` that show ``archivo`` to citizens, or will without further review.

    They are published pages, scheduled pages, and pages that wait for moderation, because the
    moderator has seen the file as it is now. In other drafts only editors see the file. The result
    is cached on the object, which lives for one request.
    """
    if not hasattr(archivo, "_usos"):
        archivo._usos = _find_usos(archivo)
    return archivo._usos


def _find_usos(archivo):
    rows, of_pages = ReferenceIndex.get_references_to(archivo), _of_pages()
    pages = _published(archivo)
    pages |= _drafted(archivo)
    portals = _portals_with(archivo) if isinstance(archivo, PortalImage) else 0
    others = rows.exclude(of_pages).values("base_content_type", "object_id").distinct().count()
    return Usos(frozenset(pages), portals, others)


def _portals_with(imagen):
    """Return how many portals use ``imagen`` in their settings, which no reference index covers."""
    has = (Q(**{name: imagen.pk}) for name in PortalSettings.IMAGENES)
    return PortalSettings.objects.filter(reduce(or_, has)).count()


def se_ofrece(archivo):
    """Return whether anything offers ``archivo``; stops reading at the first published page."""
    return bool(_published(archivo) or usos(archivo))


def _of_pages():
    return Q(base_content_type=ContentType.objects.get_for_model(Page))


def _published(archivo):
    rows = ReferenceIndex.get_references_to(archivo).filter(_of_pages())
    keys = list(rows.values_list("object_id", flat=True))
    return set(Page.objects.filter(pk__in=keys, live=True).values_list("pk", flat=True))


def _under_way(archivo):
    """Return the revisions of pages that are scheduled for publication or wait for moderation.

    Only those that may refer to ``archivo``: the text of a revision that does must contain its key.
    """
    waiting = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    versions = Revision.page_revisions.alias(text=Cast("content", TextField()))
    return versions.filter(text__contains=str(archivo.pk)).filter(
        Q(approved_go_live_at__isnull=False)
        | Q(
            object_id__in=waiting.values("object_id"),
            pk__in=Page.objects.filter(latest_revision__isnull=False).values("latest_revision"),
        )
    )


def _drafted(archivo):
    """Return the keys of the pages whose scheduled or waiting revisions refer to ``archivo``.

    A revision that can no longer be read counts, because it may refer to any file.
    """
    wanted = ContentType.objects.get_for_model(archivo).pk, str(archivo.pk)
    versions = list(_under_way(archivo).defer("content"))
    references = _references_of(versions)
    return {
        int(version.object_id)
        for version in versions
        if version.pk not in references or wanted in references[version.pk]
    }


def _references_of(versions):
    """Return {revision key: its references, as a set of pairs (content type key, object key)}.

    Wagtail's index lacks drafts, so references are cached for a day. Skips unreadable revisions.
    """
    # The cache key holds the time: saving over a revision dates it anew, and a restored database
    # gives the same keys again.
    names = {f"referencias:{row.pk}:{row.created_at.timestamp()}": row.pk for row in versions}
    known = cache.get_many(names)
    missing = {pk: name for name, pk in names.items() if name not in known}
    found = {}
    for version in Revision.objects.filter(pk__in=missing) if missing else ():
        try:
            found[missing[version.pk]] = _read_references(version)
        except Exception:
            logger.exception("Version %s cannot be read any more", version.pk)
    if found:
        cache.set_many(found, _REMEMBERED)
    return {names[name]: references for name, references in (known | found).items()}


def _read_references(version):
    """Return the references of a revision, without querying whether their targets still exist."""
    model = ContentType.objects.get_for_id(version.content_type_id).model_class()
    page = model.from_serializable_data(version.content, check_fks=False)
    return {reference[:2] for reference in ReferenceIndex._extract_references_from_object(page)}


def archivos_de(version):
    """Return the images and documents of a page revision; empty if it cannot be read."""
    references = _references_of([version]).get(version.pk, ())
    found = []
    for model in (PortalImage, PortalDocument):
        content_type = ContentType.objects.get_for_model(model).pk
        keys = [key for kind, key in references if kind == content_type]
        found += model.objects.filter(pk__in=keys) if keys else ()
    return found


def shown_by(user, field):
    """Return a condition (``Q``) on the collection ``field``: files that ``user`` ``may_show``."""
    scope = scope_of(user)
    if scope.has_right("publish", ROOT_PATH):
        return Q()
    condition = NOWHERE
    for path in _collections_to_publish(user):
        condition |= Q(**{f"{field}__path__startswith": path})
    return condition


@asked_once
def _collections_to_publish(user):
    """Return the paths of the collections of the portals in which ``user`` may publish."""
    scope = scope_of(user)
    if not any(scope.has_right("publish", path) for path in scope.paths):
        return []
    records = PortalSettings.objects.select_related("site__root_page", "coleccion")
    return [
        record.coleccion.path
        for record in records
        if record.coleccion and scope.has_right("publish", record.site.root_page.path)
    ]


def may_show(user, archivo):
    """Return whether ``user`` may publish in the portal of ``archivo``."""
    policy = policy_registry.get_by_type(Page)
    home = _home_of(archivo.collection)
    return policy.user_has_permission_for_instance(user, "publish", home)


def _home_of(collection):
    """Return the front page of the portal that owns the collection, else the root page."""
    record = portal_of_collection(collection)
    return record.site.root_page if record else Page.get_first_root_node()


def portal_of_collection(collection):
    """Return the settings of the portal whose collection contains or is ``collection``; or None."""
    records = PortalSettings.objects.select_related("site__root_page")
    return records.filter(coleccion__path__in=_around(collection)).first()


def portales_of_collections(collections):
    """Return {collection key: settings of its portal, or None}, in one query."""
    records = PortalSettings.objects.select_related("site", "coleccion")
    found = {record.coleccion.path: record for record in records if record.coleccion}
    return {
        collection.pk: next((found[path] for path in _around(collection) if path in found), None)
        for collection in collections
    }


def _around(collection):
    return [*paths_above(collection.path, step=Collection.steplen), collection.path]
