"""Marks of sample content: entries in Wagtail's own history.

The entry of a publication or creation stores in its data the piece of the sample and its portal.
The entry outlives the object, so a piece that somebody deleted is not created again. Any later
entry about the object means that somebody has changed it, and it is no longer the sample's.
"""

from django.contrib.contenttypes.models import ContentType
from wagtail.log_actions import log, registry
from wagtail.models import PageLogEntry

_PIECE, _PORTAL = "muestra", "portal"


def mark(instance, portal, piece, *, action, revision=None, **data):
    """Log that ``instance`` is the ``piece`` of the sample of ``portal``."""
    data |= {_PIECE: piece, _PORTAL: portal.slug}
    log(instance, action, data=data, revision=revision)


def marks(model, portal):
    """Return {piece: log entry} of the objects of ``model`` in the sample of ``portal``."""
    entries = registry.get_log_model_for_model(model).objects.filter(
        data__portal=portal.slug, data__has_key=_PIECE
    )
    if entries.model is not PageLogEntry:
        entries = entries.filter(content_type=ContentType.objects.get_for_model(model))
    return {entry.data[_PIECE]: entry for entry in entries}


def unmark(entries):
    """Remove the marks from log entries, which stay as ordinary history."""
    for entry in entries:
        # Not through save(), which refuses an entry whose page is gone.
        type(entry).objects.filter(pk=entry.pk).update(data={})


def is_touched(instance, entry):
    """Return whether the history of ``instance`` has an entry later than ``entry``."""
    return registry.get_logs_for_instance(instance).filter(pk__gt=entry.pk).exists()
