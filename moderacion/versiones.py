"""Which version of a page a person has seen, and that it is still the one on which they decide.

Forms carry it. The key of a revision is not enough: saving by itself writes over the last one.
"""

from wagtail.models import Page, TaskState


def version_of(page):
    """Return the version of ``page`` that its row tells, as a form carries it."""
    moment = page.latest_revision_created_at
    return (
        f"{page.latest_revision_id or 0}.{round(moment.timestamp() * 1_000_000) if moment else 0}"
    )


def hold(task_state):
    """Lock a step and its page; return the page as it is now, None if it was decided meanwhile.

    To be called in a transaction, which all who decide do: the second of two finds what the first
    has done.
    """
    step = TaskState.objects.select_for_update().get(pk=task_state.pk)
    page = Page.objects.select_for_update().get(pk=task_state.workflow_state.object_id)
    return page if step.status == TaskState.STATUS_IN_PROGRESS else None
