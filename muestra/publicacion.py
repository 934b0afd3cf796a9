"""Publication of sample pages as the admin does it, and its reversal."""

from wagtail.models import Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from .marcas import mark


def publish(page, portal, piece, **data):
    """Publish ``page`` and mark it as the ``piece`` of the sample of ``portal``."""
    with disable_reference_index_auto_update():
        revision = page.save_revision(log_action=False)
    revision.publish(log_action=False)
    mark(page, portal, piece, action="wagtail.publish", revision=revision, **data)


def publish_over(page, portal, piece):
    """Publish the sample's version of a page that was created with the portal."""
    publish(page, portal, piece, antes=page.latest_revision_id, estaba_publicada=page.live)


def give_back(page, entry):
    """Restore ``page``, unchanged since, to its state before the sample."""
    before = Revision.objects.get(pk=entry.data["antes"])
    was_public = entry.data["estaba_publicada"]
    if not was_public:
        page.unpublish(log_action=False)
    draft = before.as_object()
    draft.live, draft.latest_revision = was_public, before
    draft.live_revision = before if was_public else None
    draft.has_unpublished_changes = not was_public
    draft.save()
    if was_public:
        before.publish(log_action=False)
    page.revisions.filter(pk__gt=before.pk).delete()
