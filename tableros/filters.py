"""Filters for the lists of the admin."""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Page, Site

from aislamiento.choices import ScopedFiltersMixin
from base.tree import in_trees_of


class DeLaVistaFilter(ChoiceFilter):
    """A choice that does not filter the query set: the view reads it to make its rows."""

    def filter(self, queryset, value):
        return queryset


class PorPortalFilterSet(ScopedFiltersMixin, WagtailFilterSet):
    """Filters by one of the portals of the user, if there are several."""

    site = ModelChoiceFilter(
        label=_("Portal"),
        queryset=Site.objects.order_by("site_name", "pk"),
        method="of_site",
        empty_label=_("Todos"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if len(self.filters["site"].get_queryset(self.request)[:2]) < 2:
            del self.filters["site"]

    def of_site(self, queryset, name, site):
        return queryset.filter(site=site)


class PaginasPorPortalFilterSet(PorPortalFilterSet):
    """The same for lists of pages, which belong to a portal by their place in its tree."""

    class Meta:
        model = Page
        fields = []

    def of_site(self, queryset, name, site):
        return queryset.filter(in_trees_of([site.root_page.path]))
