"""The lists that reports show: what they have in common."""

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
    """A screen that is no list: the last of its breadcrumbs is the screen itself, as in lists."""

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class ContadoMixin:
    """A list that calls what it counts by words of its own, not by those of its model."""

    # Singular and plural.
    counted = None

    def get_paginator(self, *args, **kwargs):
        paginator = super().get_paginator(*args, **kwargs)
        if self.counted:
            paginator.verbose_name, paginator.verbose_name_plural = self.counted
        return paginator


class BaseReportView(ContadoMixin, ReportView):
    """What the person may see of ``model``; it is downloaded with the columns of its table.

    Of pages, not those of sections that are off. ``decorate`` gives each row what the columns show
    of it beside its own data.
    """

    # What is said instead of ``no_results_message`` where filters or words leave nothing.
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
        """The portals of the person, who name the place of a page."""
        return portales_of(self.request.user)

    def edit_url(self, page):
        """Where the person changes ``page``, or None."""
        if page.permissions_for_user(self.request.user).can_edit():
            return reverse("wagtailadmin_pages:edit", args=[page.pk])
        return None

    def chosen(self, name):
        """What a filter was set to, empty if it was not; what is no choice is told beside it."""
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
    """What there is to tell of one page of the person, below the report on all of them."""

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
