"""What a revision changed."""

from wagtail.models import Revision

# Where a page is and what became of it, which every save writes anew.
_NOT_CONTENT = {
    "draft_title",
    "expired",
    "first_published_at",
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
    "url_path",
    "wagtail_admin_comments",
}


def repeats_previous(revision):
    """Whether ``revision`` says word for word what the one before it said."""
    revisions = Revision.objects.filter(
        base_content_type_id=revision.base_content_type_id,
        object_id=revision.object_id,
        pk__lte=revision.pk,
    )
    # Both as the database keeps them: a revision just made holds dates, not their text.
    contents = [_content(kept) for kept in revisions.order_by("-pk")[:2]]
    return len(contents) == 2 and contents[0] == contents[1]


def _content(revision):
    return {name: value for name, value in revision.content.items() if name not in _NOT_CONTENT}
