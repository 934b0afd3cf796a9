"""Pages of the sample, added and published as the admin does it, in two steps."""

from wagtail.signal_handlers import disable_reference_index_auto_update

from .marcas import mark


def add_below(parent, page):
    """Add ``page`` below ``parent`` as a draft in its language, to be filled and published."""
    page.locale_id, page.live = parent.locale_id, False
    # The tree counts children in memory: ask for the parent as it is now.
    parent.refresh_from_db()
    # What a page refers to is indexed when it is published, a moment later.
    with disable_reference_index_auto_update():
        parent.add_child(instance=page)


def publish(page, portal, piece, **data):
    """Publish ``page`` and mark it as the ``piece`` of the sample of ``portal``."""
    with disable_reference_index_auto_update():
        revision = page.save_revision(log_action=False)
    revision.publish(log_action=False)
    mark(page, portal, piece, action="wagtail.publish", revision=revision, **data)
