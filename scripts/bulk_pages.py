"""Writes many pages at once, in the state their forms would leave, without saving each.

Only for data sets that nobody has edited yet: no signals and no notifications are sent. The data
that depends on a page is written too: its rows, revision, log entry, search index, ficha, and
reference index.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backend

from base.models import ConTextoLlano
from search.indice import index_pages

_BATCH = 500


def set_rows(page, **relations):
    """Set the inline rows of an unsaved page, in their order."""
    for name, rows in relations.items():
        for position, row in enumerate(rows):
            row.sort_order = position
            row.locale_id = page.locale_id
        getattr(page, name).set(rows)


def place(page, parent, last=None):
    """Place an unsaved page below ``parent``, after its sibling ``last``."""
    page.depth = parent.depth + 1
    page.path = last._inc_path() if last else Page._get_path(parent.path, page.depth, 1)
    page.draft_title = page.title
    page.locale_id = parent.locale_id
    page.set_url_path(parent)
    parent.numchild += 1
    return page


@transaction.atomic
def insert(pages):
    """Write published pages of one class, already placed, to the database."""
    if not pages:
        return
    model, now = type(pages[0]), timezone.now()
    related = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    related += [field.name for field in get_all_child_m2m_relations(model)]
    for page in pages:
        # Set missing relations to empty: with a primary key, the page would query the database.
        for name in related:
            getattr(page, name).set(list(getattr(page, name).all()))
        page.first_published_at = page.last_published_at = page.latest_revision_created_at = now
        if isinstance(page, ConTextoLlano):
            page.write_plain()
    # Django cannot bulk-create models of several tables: write one table after the other.
    Page.objects.bulk_create(pages, batch_size=_BATCH)
    for page in pages:
        page.page_ptr_id = page.id
    own = model._meta.local_concrete_fields
    model._base_manager.get_queryset()._batched_insert(pages, own, _BATCH)
    _insert_rows(model, pages)
    _insert_links(model, pages)
    _insert_revisions(model, pages, now)
    get_search_backend().add_bulk(model, pages)
    index_pages([page.pk for page in pages])
    _insert_references(model, pages)


def _insert_rows(model, pages):
    for relation in get_all_child_relations(model):
        rows = []
        for page in pages:
            for row in getattr(page, relation.get_accessor_name()).all():
                setattr(row, relation.field.name, page)
                rows.append(row)
        relation.related_model._base_manager.bulk_create(rows, batch_size=_BATCH)


def _insert_links(model, pages):
    for field in get_all_child_m2m_relations(model):
        through = field.remote_field.through
        source, target = field.m2m_column_name(), field.m2m_reverse_name()
        through._base_manager.bulk_create(
            (
                through(**{source: page.pk, target: linked.pk})
                for page in pages
                for linked in getattr(page, field.name).all()
            ),
            batch_size=_BATCH,
        )


def _insert_revisions(model, pages, now):
    """Create the published revision of each page, and its log entry."""
    base, own = _content_types(model)
    revisions = Revision.objects.bulk_create(
        (
            Revision(
                base_content_type=base,
                content_type=own,
                object_id=str(page.pk),
                object_str=page.title,
                created_at=now,
                content=page.serializable_data(),
            )
            for page in pages
        ),
        batch_size=_BATCH,
    )
    PageLogEntry.objects.bulk_create(
        (
            PageLogEntry(
                content_type=own,
                page=page,
                revision=revision,
                label=page.title,
                action="wagtail.publish",
                timestamp=now,
            )
            for page, revision in zip(pages, revisions, strict=True)
        ),
        batch_size=_BATCH,
    )
    of_page = Revision.objects.filter(
        base_content_type=base, object_id=Cast(OuterRef("pk"), CharField())
    )
    published = Subquery(of_page.order_by("-pk").values("pk")[:1])
    Page.objects.filter(pk__range=(pages[0].pk, pages[-1].pk)).update(
        latest_revision=published, live_revision=published
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision_id = page.live_revision_id = revision.pk


def _insert_references(model, pages):
    base, own = _content_types(model)
    ReferenceIndex.objects.bulk_create(
        (
            ReferenceIndex(
                base_content_type=base,
                content_type=own,
                object_id=str(page.pk),
                to_content_type_id=to_type,
                to_object_id=to_object,
                model_path=model_path,
                content_path=content_path,
                content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
            )
            for page in pages
            for to_type, to_object, model_path, content_path in (
                ReferenceIndex._extract_references_from_object(page)
            )
        ),
        batch_size=_BATCH,
    )


def _content_types(model):
    types = ContentType.objects.get_for_models(Page, model)
    return types[Page], types[model]
