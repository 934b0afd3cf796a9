"""Workflow of each portal: provincial moderation alone, or after reviewers of the portal."""

from django.contrib.auth.models import Group
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Task, Workflow, WorkflowPage, WorkflowTask

from base.models import PortalSettings
from equipos.roles import MODERADORES
from moderacion.models import ModeracionTask

PROVINCIAL = "Moderación provincial"


def assign_workflow(portal):
    """Assign to the container page of ``portal`` the workflow that its settings require.

    Pages already in moderation stay in their workflow. A workflow that an administrator chose by
    hand is not replaced.
    """
    container = portal.site.root_page.get_parent()
    wanted = _two_steps(portal) if _asks_for_reviewers(portal) else _provincial()
    row = WorkflowPage.objects.filter(page=container).select_related("workflow").first()
    if row is None:
        WorkflowPage.objects.create(page=container, workflow=wanted)
    elif row.workflow != wanted and _is_ours(row.workflow, portal):
        row.workflow = wanted
        row.save(update_fields=["workflow"])


@receiver(post_save, sender=PortalSettings)
def follow_the_switch(sender, instance, created, raw=False, **kwargs):
    # A new portal gets its workflow from the command ``crear_portales``.
    if not created and not raw and instance.editores_id is not None:
        assign_workflow(instance)


def _asks_for_reviewers(portal):
    return portal.revision_municipal and portal.revisores is not None


def _is_ours(workflow, portal):
    tasks = ModeracionTask.objects.filter(workflow_tasks__workflow=workflow)
    provincial = tasks.filter(name=PROVINCIAL).exists()
    others = tasks.exclude(name=PROVINCIAL).exclude(groups=portal.revisores).exists()
    return provincial and not others


def _provincial():
    workflow, _created = Workflow.objects.get_or_create(name=PROVINCIAL)
    _put_task(workflow, _provincial_task(), position=0)
    return workflow


def _two_steps(portal):
    review = ModeracionTask.objects.filter(groups=portal.revisores).first()
    if review is None:
        name = portal.site.site_name
        review = ModeracionTask.objects.create(name=_("Revisión municipal") + f" · {name}")
        review.groups.add(portal.revisores)
    workflow = Workflow.objects.filter(workflow_tasks__task=review).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=f"{PROVINCIAL} · {portal.site.site_name}")
    _put_task(workflow, review, position=0)
    _put_task(workflow, _provincial_task(), position=1)
    return workflow


def _provincial_task():
    task, created = ModeracionTask.objects.get_or_create(name=PROVINCIAL)
    if created:
        task.groups.add(Group.objects.get(name=MODERADORES))
    return task


def _put_task(workflow, task, *, position):
    WorkflowTask.objects.get_or_create(
        workflow=workflow, task=task, defaults={"sort_order": position}
    )


@property
def is_at_final_task(state):
    """Whether no task follows the one at which ``state``, of a workflow, is."""
    left = Task.objects.filter(workflow_tasks__workflow=state.workflow_id, active=True)
    return left.exclude(task_states__in=state.successful_task_states).distinct().count() < 2
