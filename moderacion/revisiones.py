"""Who changed what a page says."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Revision

# Where a page is and what became of it, which every save writes anew; and when it is public,
# which whoever moderates decides.
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


def is_own_change(revision, user):
    """Whether the last words that ``revision`` holds are the person's.

    Saving without a change makes a revision, and not an author of the one who only looked:
    the words stay those of whoever wrote them before.
    """
    if revision is None or not _until(revision).filter(user=user).exists():
        return False  # spares most people the comparison
    while previous := _until(revision).exclude(pk=revision.pk).order_by("-pk").first():
        if content_of(previous) != content_of(revision):
            break
        revision = previous
    return revision.user_id == user.pk


def _until(revision):
    """The revisions of the same page, up to ``revision``."""
    return Revision.objects.filter(
        base_content_type_id=revision.base_content_type_id,
        object_id=revision.object_id,
        pk__lte=revision.pk,
    )


def content_of(revision):
    # As the database keeps it: a revision just made holds dates, not their text.
    content = json.loads(json.dumps(revision.content, cls=DjangoJSONEncoder))
    return {
        name: _without_new_keys(value)
        for name, value in content.items()
        if name not in _NOT_CONTENT
    }


def _without_new_keys(value):
    """Leave out the key that every save draws anew for a row which is not in the database yet.

    Such are those that somebody added to a page that is public, until that is published.
    """
    if not isinstance(value, list):
        return value
    return [row | {"translation_key": None} if _is_new(row) else row for row in value]


def _is_new(row):
    return isinstance(row, dict) and row.get("pk", "") is None
