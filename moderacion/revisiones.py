"""Comparison of revisions to find out who last changed the content of a page."""

import json
import re
from contextlib import suppress
from datetime import datetime
from decimal import Decimal, InvalidOperation
from operator import itemgetter

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from wagtail.models import Revision

# Fields that are no content: place and state of the page, which every save updates, and the dates
# of publication, which moderators decide.
_NOT_CONTENT = {
    "draft_title",
    "expire_at",
    "expired",
    "first_published_at",
    "go_live_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "owner",
    "path",
    "texto_llano",
    "titulo_llano",
    "url_path",
    "wagtail_admin_comments",
}

_ROW_KEYS = {"pk", "translation_key", "locale", "sort_order"}
_BLOCK = {"type", "value", "id"}
_KEYS_OF_PARAGRAPHS = re.compile(r' data-block-key="[^"]*"')
_BETWEEN_PARAGRAPHS = re.compile(r"(</(?:p|li|ul|ol|h[1-6]|blockquote)>|<(?:ul|ol)>)\s+")


def is_own_change(revision, user):
    """Whether ``user`` made the last change of content up to ``revision``.

    A revision that was saved without changes does not count: the content still belongs to its
    earlier author. A change that the same user took back does not count either, such as a stray
    key that autosave stored.
    """
    if revision is None or not _until(revision).filter(user=user).exists():
        return False  # spares most users the comparison
    content = content_of(revision)
    while previous := _until(revision).exclude(pk=revision.pk).order_by("-pk").first():
        if content_of(previous) != content:
            if revision.user_id != user.pk:
                return False
            previous = last_of_others(revision, user)
            if previous is None or content_of(previous) != content:
                return True
        revision = previous
    return revision.user_id == user.pk


def own_changes(keys, user):
    """Return {revision pk: is_own_change} for the revisions ``keys``, with two queries.

    Unclear revisions are left out: those without changes, or after another one by the user.
    """
    same_page = Revision.objects.filter(
        base_content_type=OuterRef("base_content_type"), object_id=OuterRef("object_id")
    )
    saved = Exists(same_page.filter(pk__lte=OuterRef("pk"), user=user))
    before = same_page.filter(pk__lt=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    rows = Revision.objects.filter(pk__in=keys).annotate(saved=saved, before=Subquery(before))
    found = list(rows.values_list("pk", "saved", "before"))
    touched = {key: previous for key, is_touched, previous in found if is_touched}
    revisions = Revision.objects.in_bulk({*touched, *filter(None, touched.values())})
    answers = {key: False for key, is_touched, _previous in found if not is_touched}
    for key, previous in touched.items():
        revision, previous = revisions[key], revisions.get(previous)
        if previous is None:
            answers[key] = revision.user_id == user.pk
        elif content_of(previous) != content_of(revision):
            if revision.user_id != user.pk:
                answers[key] = False
            elif previous.user_id != user.pk:
                answers[key] = True
    return answers


def last_of_others(revision, user):
    """Return the last revision up to ``revision`` that ``user`` did not save, or None."""
    return _until(revision).exclude(user=user).order_by("-pk").first()


def _until(revision):
    """Return the revisions of the same page up to and including ``revision``."""
    return Revision.objects.filter(
        base_content_type_id=revision.base_content_type_id,
        object_id=revision.object_id,
        pk__lte=revision.pk,
    )


def content_of(revision):
    """Return the content of ``revision`` as a dict, without what every save of a form changes."""
    # As stored in the database: a revision just created holds date objects, not text.
    content = json.loads(json.dumps(revision.content, cls=DjangoJSONEncoder))
    model = ContentType.objects.get_for_id(revision.content_type_id).model_class()
    return {
        name: _said(model, name, value)
        for name, value in content.items()
        if name not in _NOT_CONTENT
    }


def _said(model, name, value):
    """Return the ``value`` of the field ``name`` as it is after saving a form without changes."""
    try:
        field = model._meta.get_field(name)
    except (AttributeError, FieldDoesNotExist):  # the model or the field was removed
        return words_of(value)
    if field.one_to_many and isinstance(value, list):
        return _rows(field, value)
    if isinstance(value, str) and isinstance(field, models.DecimalField):
        with suppress(InvalidOperation):
            return str(Decimal(value).normalize())
    if isinstance(value, str) and isinstance(field, models.DateTimeField):
        with suppress(ValueError):
            # Form fields show no seconds.
            return datetime.fromisoformat(value).replace(second=0, microsecond=0).isoformat()
    return words_of(value)


def _rows(relation, rows):
    """Return the rows of a page in their order, without the keys that publishing gives them."""
    places = [row.get("sort_order") for row in rows]
    if None not in places:
        rows = [row for _place, row in sorted(zip(places, rows, strict=True), key=itemgetter(0))]
    dropped = _ROW_KEYS | {relation.field.name}
    return [
        {
            name: _said(relation.related_model, name, value)
            for name, value in row.items()
            if name not in dropped
        }
        for row in rows
    ]


def words_of(value):
    """Return ``value`` without keys of blocks and paragraphs, and with LF line endings.

    Content from an import or a translation gets keys and browser line endings, and loses the
    spaces between paragraphs, when somebody saves its form for the first time.
    """
    if isinstance(value, str):
        if value.startswith("[{"):
            with suppress(ValueError):
                return words_of(json.loads(value))  # blocks
        value = _KEYS_OF_PARAGRAPHS.sub("", value.replace("\r\n", "\n"))
        return _BETWEEN_PARAGRAPHS.sub(r"\1", value)
    if isinstance(value, list):
        return [words_of(item) for item in value]
    if isinstance(value, dict):
        is_block = value.keys() == _BLOCK
        return {
            name: words_of(item) for name, item in value.items() if not (is_block and name == "id")
        }
    return value
