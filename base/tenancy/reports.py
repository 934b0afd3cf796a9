"""Reports whose filters would name the people and workflows of other portals.

Their rows, and so their exports, already end where the rights of the person do.
"""

from django.utils.translation import gettext as _
from wagtail.admin.views.reports import aging_pages, locked_pages, workflows

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


class AgingPagesView(aging_pages.AgingPagesView):
    def add_last_publisher_name_to_page(self, username_mapping, page):
        super().add_last_publisher_name_to_page(username_mapping, page)
        # Wagtail would write «None».
        page.last_published_by_user = page.last_published_by_user or _("El sistema")
