"""What somebody who moderates wrote over what was sent, and how it is thrown away.

Until then neither they nor the page get on: nobody approves what they last edited.
"""

from django.db import transaction

from traduccion.paginas import traduccion_de

from .revisiones import is_own_change, last_of_others
from .versiones import hold, version_of

# As the log keeps it.
DESECHAR = "moderacion.desechar"


def sent_before(task_state, page, user):
    """Return the revision that waits below the person's own draft; None if there is no such draft.

    It is the last one of others, and not older than what was sent to this step: what the person
    sent themselves is no draft. Texts of a translation are no revision, and stay.
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
    """Make what was sent the latest revision again; return it, or None if that cannot be.

    ``seen`` is the version of the draft that the person saw: what came after it stays. The draft
    stays in the history of the page.
    """
    page = hold(task_state)
    if page is None or version_of(page) != seen:
        return None
    before = sent_before(task_state, page.specific, user)
    if before is None:
        return None
    restored = before.as_object()
    if not page.live:
        restored.save(clean=False)  # as the form does: of what is no public page there is one text
    restored.save_revision(user=user, log_action=DESECHAR, previous_revision=before, clean=False)
    return before
