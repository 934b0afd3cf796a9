"""Versions of a page, to check that a user decides on the version that they saw.

Forms send the version. The key of a revision is not enough: autosave overwrites the last revision.

Rule: code that decides or saves a form must lock the row of the page first, in a transaction,
before it reads anything else of the page. Then a second request sees what the first one did.
"""

from wagtail.models import Page, TaskState


def version_of(page):
    """Return the version of ``page`` as text: latest revision id and its time in microseconds."""
    moment = page.latest_revision_created_at
    return (
        f"{page.latest_revision_id or 0}.{round(moment.timestamp() * 1_000_000) if moment else 0}"
    )


def hold(task_state):
    """Lock the page, then the step; return the current page, or None if already decided."""
    page = Page.objects.select_for_update().get(pk=task_state.workflow_state.object_id)
    step = TaskState.objects.select_for_update().get(pk=task_state.pk)
    return page if step.status == TaskState.STATUS_IN_PROGRESS else None


def hold_as_read(page):
    """Lock the row of ``page``; return whether it is unchanged since it was read."""
    now = Page.objects.select_for_update().filter(pk=page.pk).values().first()
    names = [field.attname for field in Page._meta.concrete_fields]
    return now == {name: getattr(page, name) for name in names}
