"""Boxes to tick in lists of pages: only where the bar of actions has something to offer.

Wagtail offers every action on whatever is ticked, and refuses after the click. Here each
box carries what the person may do with its page, and the style sheet shows of the bar what
holds for some page that is ticked. Wagtail's own page asks again, and names what it leaves out.
"""

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.admin.ui.tables.pages import BulkActionsColumn
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction
from wagtail.models import Page, Revision

from .permissions import read_who_edited


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
    """Whether publishing ``page``, or those below it, could change what citizens read."""
    return not page.live or page.has_unpublished_changes or page.numchild > 0


class CasillasMixin:
    """A list of pages with those boxes."""

    def get_table(self, object_list):
        table = super().get_table(object_list)
        if "bulk_actions" in table.columns:
            table.columns["bulk_actions"] = CasillaColumn("bulk_actions")
            # Who publishes is asked who wrote last; the words themselves are not needed.
            latest = Prefetch("latest_revision", Revision.objects.defer("content"))
            prefetch_related_objects(list(object_list), latest)
            read_who_edited(object_list, self.request.user)
        return table
