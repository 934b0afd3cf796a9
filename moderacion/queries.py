"""Queries for the pages that wait for a user's decision."""

from django.db.models import IntegerField
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type

from aislamiento.apagadas import encendidas
from aislamiento.scope import asked_once, scope_of

from .models import ModeracionTask


@asked_once
def moderates(user):
    """Whether the user decides in some active step of moderation."""
    return user.is_active and _tasks_of(user).exists()


def _tasks_of(user):
    tasks = ModeracionTask.objects.filter(active=True)
    return tasks if user.is_superuser else tasks.filter(groups__in=user.groups.all()).distinct()


def waiting_for(user):
    """Return the task states that wait for the user, oldest first, annotated with ``page_pk``."""
    pages = encendidas(scope_of(user).filter(Page.objects.all()))
    return (
        TaskState.objects.filter(
            task__in=_tasks_of(user).values("pk"),
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            workflow_state__base_content_type=get_default_page_content_type(),
        )
        .annotate(page_pk=Cast("workflow_state__object_id", IntegerField()))
        .filter(page_pk__in=pages.order_by().values("pk"))
        .order_by("started_at", "pk")
    )


def waiting_among(user, ids):
    """Return the set of the page ids in ``ids`` that wait for the user's decision."""
    if not moderates(user):
        return set()
    return set(waiting_for(user).filter(page_pk__in=ids).values_list("page_pk", flat=True))


def entrance(page_id, *, waits):
    """Return the URL for the title of a page: its review if it ``waits``, else its edit form."""
    name = "moderacion:revisar" if waits else "wagtailadmin_pages:edit"
    return reverse(name, args=[page_id])


class EntranceFinder(AdminURLFinder):
    """URL finder for Wagtail's reports: pages that wait for the user lead to their review."""

    def __init__(self, user=None):
        super().__init__(user)
        self.waiting = set(waiting_for(user).values_list("page_pk", flat=True))

    def get_edit_url(self, instance):
        if isinstance(instance, Page) and instance.pk in self.waiting:
            return entrance(instance.pk, waits=True)
        return super().get_edit_url(instance)
