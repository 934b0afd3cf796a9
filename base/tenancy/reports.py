"""Reports whose filters would name the people and workflows of other portals.

Their rows, and so their exports, already end where the rights of the person do.
"""

from wagtail.admin.views.reports import locked_pages, workflows

from .choices import ScopedFiltersMixin


class LockedPagesFilterSet(ScopedFiltersMixin, locked_pages.LockedPagesReportFilterSet):
    pass


class WorkflowFilterSet(ScopedFiltersMixin, workflows.WorkflowReportFilterSet):
    pass


class WorkflowTasksFilterSet(ScopedFiltersMixin, workflows.WorkflowTasksReportFilterSet):
    pass


class LockedPagesView(locked_pages.LockedPagesView):
    filterset_class = LockedPagesFilterSet


class WorkflowView(workflows.WorkflowView):
    filterset_class = WorkflowFilterSet


class WorkflowTasksView(workflows.WorkflowTasksView):
    filterset_class = WorkflowTasksFilterSet
