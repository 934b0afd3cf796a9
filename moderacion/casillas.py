"""Checkboxes for bulk actions in lists of pages, with the actions that the user may run.

Wagtail offers every action for every ticked page and refuses after the click. Here each checkbox
carries the actions allowed on its page, and the style sheet shows those allowed on some ticked
page. Wagtail's confirmation page checks again and names the pages it leaves out.
"""

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.admin.ui.tables.pages import BulkActionsColumn
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction
from wagtail.models import Page, Revision

from aislamiento.menus import read_rows


class CasillaColumn(BulkActionsColumn):
    cell_template_name = "moderacion/casilla_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["acciones"] = list(_possible_actions(context["request"], instance))
        return context


def _possible_actions(request, page):
    names = Page._meta.app_label, Page._meta.model_name
    for action_class in bulk_action_registry.get_bulk_actions_for_model(*names):
        if issubclass(action_class, PublishBulkAction) and not _has_news(page):
            continue
        if action_class(request, Page).check_perm(page):
            yield action_class.action_type


def _has_news(page):
    """Whether publishing ``page`` or its descendants could change what citizens read."""
    return not page.live or page.has_unpublished_changes or page.numchild > 0


class CasillasMixin:
    """Listing view of pages with these checkboxes."""

    def get_table(self, object_list):
        table = super().get_table(object_list)
        if "bulk_actions" in table.columns:
            table.columns["bulk_actions"] = CasillaColumn("bulk_actions")
            # The publish permission depends on the last editor; the content is not needed.
            latest = Prefetch("latest_revision", Revision.objects.defer("content"))
            prefetch_related_objects(list(object_list), latest)
        read_rows(object_list, self.request.user)
        return table
