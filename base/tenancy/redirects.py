"""Redirects belong to a site: who has the right for one site keeps those, and no others.

What applies to all sites, and the import of files, stays with those who work on all portals.
"""

from django.http import Http404
from django.utils.functional import cached_property
from wagtail.contrib.redirects import filters, forms, views
from wagtail.contrib.redirects.models import Redirect
from wagtail.permissions import policy_registry

from base.forms.references import SeenReferencesMixin

from .choices import ScopedFiltersMixin
from .menus import is_open
from .scope import scope_of


def sites_for(user, action):
    """The sites whose redirects ``user`` may add, change or delete."""
    return policy_registry.get_by_type(Redirect).sites_user_has_permission_for(user, action)


def kept_by(user, action, redirects):
    """Return the part of ``redirects`` on which ``user`` may do ``action``."""
    if scope_of(user).is_total:
        return redirects
    return redirects.filter(site__in=sites_for(user, action))


class RedirectFilterSet(ScopedFiltersMixin, filters.RedirectsReportFilterSet):
    pass


class RedirectForm(SeenReferencesMixin, forms.RedirectForm):
    """Leads from one of the person's own sites to a page they see."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not scope_of(self.for_user).is_total:
            action = "change" if self.instance.pk else "add"
            site = self.fields["site"]
            site.queryset = sites_for(self.for_user, action)
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


class OwnRedirectMixin:
    def get_object(self, queryset=None):
        redirect = super().get_object(queryset)
        own = kept_by(self.request.user, self.permission_required, Redirect.objects.all())
        if not own.filter(pk=redirect.pk).exists():
            raise Http404
        return redirect


class EditView(OwnRedirectMixin, views.EditView):
    form_class = RedirectForm


class DeleteView(OwnRedirectMixin, views.DeleteView):
    pass
