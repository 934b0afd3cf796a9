"""Discarding the draft that a moderator wrote over the revision that waits for a decision.

Until it is discarded, the moderator cannot decide: nobody approves what they last edited.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from traduccion.paginas import traduccion_de

from .decision import DecisionError, hold_as_seen
from .revisiones import is_own_change, last_of_others

# Action name in the bitácora.
DESECHAR = "moderacion.desechar"


def sent_before(task_state, page, user):
    """Return the revision that waits below the user's own draft; None without such a draft.

    It is the last revision by somebody else, and not older than the one sent to this step: what
    the user sent is no draft. None for a translation too: its texts are not stored as revisions.
    """
    latest = page.get_latest_revision()
    if not is_own_change(latest, user) or traduccion_de(page) is not None:
        return None
    before = last_of_others(latest, user)
    if before is None or task_state.revision_id is None or before.pk < task_state.revision_id:
        return None
    permissions = page.permissions_for_user(user)
    return before if permissions.can_edit() and not permissions.page_locked() else None


@transaction.atomic
def discard(task_state, user, *, seen):
    """Save the revision that waits as the latest one again; the draft stays in the history.

    Raise ``DecisionError`` if the page is newer than ``seen``, the version that the user saw, or
    if no draft of theirs stands above what waits.
    """
    page = hold_as_seen(task_state, seen, user)
    before = sent_before(task_state, page.specific, user)
    if before is None:
        raise DecisionError(_("no hay un borrador suyo que desechar"))
    restored = before.as_object()
    if not page.live:
        restored.save(clean=False)  # as the form does: an unpublished page holds its draft
    restored.save_revision(user=user, log_action=DESECHAR, previous_revision=before, clean=False)
