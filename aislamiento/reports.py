"""Wagtail's reports, without the people and workflows of other portals in their filters.

Their rows, and so their exports, are already limited to the user's permissions.
"""

from collections import defaultdict

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.reports import aging_pages, locked_pages, workflows
from wagtail.models import TaskState, WorkflowTask

from base.tree import container_path

from .choices import ScopedFiltersMixin
from .menus import read_rows
from .scope import scope_of


class LockedPagesFilterSet(ScopedFiltersMixin, locked_pages.LockedPagesReportFilterSet):
    pass


class WorkflowFilterSet(ScopedFiltersMixin, workflows.WorkflowReportFilterSet):
    pass


class WorkflowTasksFilterSet(ScopedFiltersMixin, workflows.WorkflowTasksReportFilterSet):
    pass


class LockedPagesView(locked_pages.LockedPagesView):
    """Report of locked pages that are read with what each row shows.

    In Wagtail 8.0 each row makes seven queries. ``select_related`` would not help: pages lose what
    it loads when they become specific.
    """

    filterset_class = LockedPagesFilterSet

    def get_queryset(self):
        pages = super().get_queryset().prefetch_related("locale", "locked_by")
        pages = pages.annotate_site_root_state().annotate_approved_schedule()
        return pages.prefetch_workflow_states()

    def decorate_paginated_queryset(self, object_list):
        rows = super().decorate_paginated_queryset(object_list)
        read_rows(rows, self.request.user)
        return rows


class OfWhatWaitsMixin:
    """Moderation reports whose page titles link where ``finder_class`` says; a higher app sets it.

    Wagtail's templates use the URL finder in their context.
    """

    finder_class = AdminURLFinder

    def get_context_data(self, **kwargs):
        finder = OfWhatWaitsMixin.finder_class(self.request.user)
        return super().get_context_data(**kwargs) | {"admin_url_finder": finder}


class WorkflowView(OfWhatWaitsMixin, workflows.WorkflowView):
    """Report of workflows that reads the tasks of all its rows with two queries.

    In Wagtail 8.0 each row queries its own. As the portals do not set
    ``WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT``, the states of all revisions count.
    """

    filterset_class = WorkflowFilterSet
    # Wagtail does not translate these headings.
    export_headings = workflows.WorkflowView.export_headings | {
        "workflow": gettext_lazy("Flujo de trabajo"),
        "requested_by": gettext_lazy("Quién lo pidió"),
    }

    def decorate_paginated_queryset(self, object_list):
        rows = super().decorate_paginated_queryset(object_list)
        steps = WorkflowTask.objects.filter(workflow__in={row.workflow_id for row in rows})
        tasks = defaultdict(list)
        for step in steps.select_related("task").order_by("sort_order"):
            tasks[step.workflow_id].append(step.task)
        taken = TaskState.objects.filter(workflow_state__in=rows).order_by("started_at", "pk")
        states = {(state.workflow_state_id, state.task_id): state for state in taken}
        for row in rows:
            # The template calls the method of this name.
            row.all_tasks_with_status = [
                _task_with_status(task, states.get((row.pk, task.pk)))
                for task in tasks[row.workflow_id]
            ]
        return rows


def _task_with_status(task, state):
    """Return what the report shows of a task; ``state`` is None if it has not started."""
    return {
        "name": task.name,
        "status": state and state.status,
        "status_display": state.get_status_display() if state else _("No iniciado"),
    }


class WorkflowTasksView(OfWhatWaitsMixin, workflows.WorkflowTasksView):
    filterset_class = WorkflowTasksFilterSet
    export_headings = workflows.WorkflowTasksView.export_headings | {
        "task": gettext_lazy("Tarea"),
        "started_at": gettext_lazy("Empezó"),
        "finished_at": gettext_lazy("Terminó"),
        "finished_by": gettext_lazy("Quién la terminó"),
    }


class AgingPagesView(aging_pages.AgingPagesView):
    export_headings = aging_pages.AgingPagesView.export_headings | {
        "portal": gettext_lazy("Portal")
    }

    @cached_property
    def portales(self):
        """Names of the user's portals, by the path of their container."""
        records = scope_of(self.request.user).portales.select_related("site__root_page")
        return {
            container_path(record.site.root_page.path): record.site.site_name for record in records
        }

    @cached_property
    def list_export(self):
        names = super().list_export
        return [*names, "portal"] if len(self.portales) > 1 else names

    def decorate_paginated_queryset(self, queryset):
        for page in (pages := super().decorate_paginated_queryset(queryset)):
            page.portal = self.portales.get(container_path(page.path), "")
        return pages

    def add_last_publisher_name_to_page(self, username_mapping, page):
        super().add_last_publisher_name_to_page(username_mapping, page)
        # Wagtail would write «None».
        page.last_published_by_user = page.last_published_by_user or _("El sistema")
