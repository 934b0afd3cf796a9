"""Which version of a page a person has seen, and that it is still the one on which they decide.

Forms carry it. The key of a revision is not enough: saving by itself writes over the last one.

All who decide, or save a form, lock the row of the page before they read anything else of it, in a
transaction: the second of two finds what the first has done.
"""

from wagtail.models import Page, TaskState


def version_of(page):
    """Return the version of ``page`` that its row tells, as a form carries it."""
    moment = page.latest_revision_created_at
    return (
        f"{page.latest_revision_id or 0}.{round(moment.timestamp() * 1_000_000) if moment else 0}"
    )


def hold(task_state):
    """Lock the page of a step and the step; return the page as it is now, None if it was decided
    meanwhile.
    """
    page = Page.objects.select_for_update().get(pk=task_state.workflow_state.object_id)
    step = TaskState.objects.select_for_update().get(pk=task_state.pk)
    return page if step.status == TaskState.STATUS_IN_PROGRESS else None


def hold_as_read(page):
    """Lock the row of ``page``; return whether it still says what it did when it was read."""
    now = Page.objects.select_for_update().filter(pk=page.pk).values().first()
    names = [field.attname for field in Page._meta.concrete_fields]
    return now == {name: getattr(page, name) for name in names}
