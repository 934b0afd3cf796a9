"""Redirects belong to a site: who has the right for one site keeps those, and no others.

What applies to all sites, and the import of files, stays with those who work on all portals.
"""

from django.utils.functional import cached_property
from wagtail.contrib.redirects import filters, forms, views
from wagtail.contrib.redirects.models import Redirect

from .choices import ScopedFiltersMixin
from .forms import SeenReferencesMixin
from .menus import is_open
from .records import OwnRecordMixin, kept_by, sites_for
from .scope import scope_of


class RedirectFilterSet(ScopedFiltersMixin, filters.RedirectsReportFilterSet):
    pass


class RedirectForm(SeenReferencesMixin, forms.RedirectForm):
    """Leads from one of the person's own sites to a page they see."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not scope_of(self.for_user).is_total:
            action = "change" if self.instance.pk else "add"
            site = self.fields["site"]
            site.queryset = sites_for(Redirect, self.for_user, action)
            site.required, site.empty_label = True, None


class IndexView(views.IndexView):
    filterset_class = RedirectFilterSet

    def get_base_queryset(self):
        return kept_by(self.request.user, "change", super().get_base_queryset())

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if scope_of(self.request.user).is_total:
            return buttons
        return [button for button in buttons if is_open(button.url)]


class CreateView(views.CreateView):
    form_class = RedirectForm


class EditView(OwnRecordMixin, views.EditView):
    form_class = RedirectForm


class DeleteView(OwnRecordMixin, views.DeleteView):
    pass
