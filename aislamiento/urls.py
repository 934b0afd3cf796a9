"""URLs of views that replace Wagtail's: included before Wagtail's own."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.admin.views import chooser
from wagtail.utils.urlpatterns import decorate_urlpatterns

from base.forms import links

from . import redirects
from .choosers import PageBrowseView, image_chooser
from .media import DocumentIndexView, ImageIndexView
from .reports import AgingPagesView, LockedPagesView, WorkflowTasksView, WorkflowView
from .sites import site_viewset

app_name = "aislamiento"


def as_of_the_admin(urlpatterns):
    """Return the URL patterns wrapped like Wagtail's own: for signed-in users, never cached."""
    for decorator in (require_admin_access, display_custom_404, never_cache):
        urlpatterns = decorate_urlpatterns(urlpatterns, decorator)
    return urlpatterns


def listing(route, view, name):
    """Return the two URL patterns of a listing: the page, and only its rows."""
    return [
        path(route, view.as_view(), name=name),
        path(f"{route}results/", view.as_view(results_only=True), name=f"{name}_results"),
    ]


def link(kind, view, form_class):
    return path(
        f"choose-{kind}-link/", view.as_view(form_class=form_class), name=f"choose_{kind}_link"
    )


urlpatterns = [
    path("choose-page/", PageBrowseView.as_view(), name="choose_page"),
    link("external", chooser.ExternalLinkView, links.ExternalLinkForm),
    link("anchor", chooser.AnchorLinkView, links.AnchorLinkForm),
    link("email", chooser.EmailLinkView, links.EmailLinkForm),
    link("phone", chooser.PhoneLinkView, links.PhoneLinkForm),
    path("images/chooser/", image_chooser.choose_view, name="choose_image"),
    *listing("images/", ImageIndexView, "images"),
    *listing("documents/", DocumentIndexView, "documents"),
    *listing("reports/aging-pages/", AgingPagesView, "aging_pages"),
    *listing("reports/locked/", LockedPagesView, "locked_pages"),
    *listing("reports/workflow/", WorkflowView, "workflow"),
    *listing("reports/workflow_tasks/", WorkflowTasksView, "workflow_tasks"),
    *listing("redirects/", redirects.IndexView, "redirects"),
    path("redirects/add/", redirects.CreateView.as_view(), name="add_redirect"),
    path("redirects/import/process/", redirects.confirm_import, name="confirm_import"),
    path("sites/", site_viewset.index_view, name="sites"),
    path("sites/results/", site_viewset.index_results_view, name="sites_results"),
    path("redirects/<int:redirect_id>/", redirects.EditView.as_view(), name="edit_redirect"),
    path(
        "redirects/<int:redirect_id>/delete/",
        redirects.DeleteView.as_view(),
        name="delete_redirect",
    ),
]

urlpatterns = as_of_the_admin(urlpatterns)
