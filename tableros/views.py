"""Base classes for the screens and lists of reports."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from aislamiento.apagadas import encendidas
from aislamiento.scope import scope_of

from .alcance import portales_of


class PantallaMixin(WagtailAdminTemplateMixin):
    """A screen that is not a list; as in lists, its last breadcrumb is the screen itself."""

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class ContadoMixin:
    """A list that names what it counts with its own words, not with those of its model."""

    # Singular and plural.
    counted = None

    def get_paginator(self, *args, **kwargs):
        paginator = super().get_paginator(*args, **kwargs)
        if self.counted:
            paginator.verbose_name, paginator.verbose_name_plural = self.counted
        return paginator


class BaseReportView(ContadoMixin, ReportView):
    """List of the ``model`` records that the user may see; its export has the same columns.

    Pages of sections that are off are left out. ``decorate`` adds to each row the data that the
    columns show besides its own fields.
    """

    # Shown instead of ``no_results_message`` if filters or a search leave no rows.
    no_matches_message = None

    def get_base_queryset(self):
        seen = scope_of(self.request.user).filter(super().get_base_queryset())
        return encendidas(seen) if issubclass(seen.model, Page) else seen

    def decorate_paginated_queryset(self, object_list):
        for row in object_list:
            self.decorate(row)
        return object_list

    def decorate(self, row):
        pass

    @cached_property
    def portales(self):
        """The portals of the user, to show the portal of a page."""
        return portales_of(self.request.user)

    def edit_url(self, page):
        """Return the URL to edit ``page``; None if the user may not edit it."""
        if page.permissions_for_user(self.request.user).can_edit():
            return reverse("wagtailadmin_pages:edit", args=[page.pk])
        return None

    def chosen(self, name):
        """Return the value of a filter; empty if it is not set, or if the filters are invalid."""
        form = self.filters.form
        return form.cleaned_data.get(name, "") if form.is_valid() else ""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.no_matches_message and (self.is_filtering or self.is_searching):
            context["no_results_message"] = self.no_matches_message
        return context

    @property
    def list_export(self):
        return [column.name for column in self.columns]

    @property
    def export_headings(self):
        return {column.name: column.label for column in self.columns}


class PageReportView(BaseReportView):
    """Report about one page that the user may see, below the report about all pages."""

    page_model = Page

    @cached_property
    def page(self):
        seen = scope_of(self.request.user).filter(self.page_model.objects.all())
        return get_object_or_404(seen, pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return self.page.title

    def get_index_url(self):
        return reverse(self.index_url_name, args=[self.page.pk])

    def get_index_results_url(self):
        return reverse(self.index_results_url_name, args=[self.page.pk])

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page.title}]
