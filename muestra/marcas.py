"""How sample content is found again: by an entry in Wagtail's own history.

The entry that says that a thing was published or created carries in its data which piece
of the sample it is, and of which portal. It outlives what it speaks of, so that a piece
that somebody deleted does not come back; and whatever follows it in the history means
that somebody has made the thing their own.
"""

from django.contrib.contenttypes.models import ContentType
from wagtail.log_actions import log, registry
from wagtail.models import PageLogEntry

_PIECE, _PORTAL = "muestra", "portal"


def mark(instance, portal, piece, *, action, revision=None, **data):
    """Write down that ``instance`` is the ``piece`` of the sample of ``portal``."""
    data |= {_PIECE: piece, _PORTAL: portal.slug}
    log(instance, action, data=data, revision=revision)


def marks(model, portal):
    """Return {piece: entry} of what the sample of ``portal`` made of ``model``."""
    entries = registry.get_log_model_for_model(model).objects.filter(
        data__portal=portal.slug, data__has_key=_PIECE
    )
    if entries.model is not PageLogEntry:
        entries = entries.filter(content_type=ContentType.objects.get_for_model(model))
    return {entry.data[_PIECE]: entry for entry in entries}


def unmark(entries):
    """Make plain history of what was a mark."""
    for entry in entries:
        # Not through save(), which refuses an entry whose page is gone.
        type(entry).objects.filter(pk=entry.pk).update(data={})


def is_touched(instance, entry):
    """Whether anything happened to ``instance`` after it was made."""
    return registry.get_logs_for_instance(instance).filter(pk__gt=entry.pk).exists()
