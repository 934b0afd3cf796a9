"""Views that take the place of Wagtail's at their addresses: included before Wagtail's own."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .addresses import classify
from .choosers import PageBrowseView, image_chooser
from .media import DocumentIndexView, ImageIndexView
from .reports import LockedPagesView, WorkflowTasksView, WorkflowView

app_name = "tenancy"


def listing(route, view, name):
    """The two addresses of a listing: the page, and its rows alone."""
    return [
        path(route, view.as_view(), name=name),
        path(f"{route}results/", view.as_view(results_only=True), name=f"{name}_results"),
    ]


urlpatterns = [
    path("choose-page/", PageBrowseView.as_view(), name="choose_page"),
    path("images/chooser/", image_chooser.choose_view, name="choose_image"),
    *listing("images/", ImageIndexView, "images"),
    *listing("documents/", DocumentIndexView, "documents"),
    *listing("reports/locked/", LockedPagesView, "locked_pages"),
    *listing("reports/workflow/", WorkflowView, "workflow"),
    *listing("reports/workflow_tasks/", WorkflowTasksView, "workflow_tasks"),
]
classify(app_name, " ".join(pattern.name for pattern in urlpatterns))

for decorator in (require_admin_access, display_custom_404, never_cache):
    urlpatterns = decorate_urlpatterns(urlpatterns, decorator)
