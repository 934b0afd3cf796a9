"""View sets to declare the screens of the admin, above all the reports."""

from dataclasses import dataclass, field
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.urls import path, reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page
from wagtail.utils.urlpatterns import decorate_urlpatterns

from aislamiento.addresses import describe, register_addresses
from aislamiento.menus import useless_without

from .menu_entries import MenuEntryMixin


@dataclass(frozen=True)
class Screen:
    """One URL below that of its view set, and the model of each id in it, for the guard.

    A list view gets a second URL, ``<name>_results``, which returns only its rows.
    """

    route: str
    view_class: type
    name: str
    ids: dict = field(default_factory=dict)  # as ``aislamiento.addresses.describe`` takes them

    @property
    def is_listing(self):
        return hasattr(self.view_class, "results_only")

    @property
    def names(self):
        return f"{self.name} {self.name}_results" if self.is_listing else self.name


class ScreensViewSet(MenuEntryMixin, ViewSet):
    """Screens that belong together: their URLs, who may enter, and the menu entry of the first.

    The first screen has the title and the icon of all; the others are below it in the
    breadcrumbs. Each URL is described to the guard, which does not allow any other.
    """

    addresses: tuple[Screen, ...] = ()
    # The route, below that of a list, that returns only its rows.
    results_route = "resultados/"
    # Whether only users who work on all portals may enter.
    is_total = False
    # The breadcrumbs between the home page of the admin and these screens.
    above = ()
    # The exception for users whom ``may_enter`` does not allow.
    refusal = PermissionDenied
    # A :class:`tableros.panels.PendientesPanel` with the pending work, on the admin's home page.
    panel_class = None

    def may_enter(self, user):
        """Whether ``user`` may open these screens."""
        return True

    def is_offered_to(self, user):
        """Whether the menu shows the entry to ``user``; by default, if they may enter."""
        return self.may_enter(user)

    # --- Addresses -----------------------------------------------------------------------

    @cached_property
    def page_title(self):
        return self.menu_label

    @cached_property
    def index_name(self):
        return self.get_url_name(self.addresses[0].name)

    def get_view_kwargs(self, address):
        kwargs = {"header_icon": getattr(address.view_class, "header_icon", "") or self.icon}
        above = [*WagtailAdminTemplateMixin.breadcrumbs_items, *self.above]
        if address is self.addresses[0]:
            kwargs["page_title"] = self.page_title
        else:
            above.append({"url": reverse_lazy(self.index_name), "label": self.page_title})
        kwargs["breadcrumbs_items"] = above
        if address.is_listing:
            name = self.get_url_name(address.name)
            kwargs |= {"index_url_name": name, "index_results_url_name": f"{name}_results"}
        return kwargs

    def get_urlpatterns(self):
        patterns = []
        for address in self.addresses:
            kwargs = self.get_view_kwargs(address)
            view = self.construct_view(address.view_class, **kwargs)
            patterns.append(path(address.route, view, name=address.name))
            if address.is_listing:
                rows = self.construct_view(address.view_class, results_only=True, **kwargs)
                route = f"{address.route}{self.results_route}"
                patterns.append(path(route, rows, name=f"{address.name}_results"))
        return decorate_urlpatterns(patterns, self.keep_out_others)

    def keep_out_others(self, view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not self.may_enter(request.user):
                raise self.refusal
            return view(request, *args, **kwargs)

        return guarded

    # --- Registering ---------------------------------------------------------------------

    @cached_property
    def menu_name(self):
        return self.name.replace("_", "-")

    @cached_property
    def menu_url(self):
        return reverse(self.index_name)

    def count_waiting(self, user):
        """Return the number of pending items for ``user``, shown in the menu; 0 by default."""
        return 0

    @cached_property
    def menu_item_class(self):
        viewset = self

        class Item(MenuItem):
            def is_shown(self, request):
                return viewset.is_offered_to(request.user)

            def render_component(self, request):
                component = super().render_component(request)
                if total := viewset.count_waiting(request.user):
                    # The item is shared by all requests; its number belongs to this one.
                    component.label = f"{self.label} ({total})"
                return component

        return Item

    def on_register(self):
        super().on_register()
        for address in self.addresses:
            names, ids = address.names, address.ids
            register_addresses(describe(self.url_namespace, names, is_total=self.is_total, **ids))
        if self.panel_class:
            hooks.register("construct_homepage_panels", self.add_panel, order=100)

    def add_panel(self, request, panels):
        if self.may_enter(request.user):
            panels.append(self.panel_class(request.user, self))


class ReportViewSet(ScreensViewSet):
    """A report, in the menu of reports."""

    menu_hook = "register_reports_menu_item"
    above = ({"url": reverse_lazy("informes:index"), "label": _("Informes")},)
    # Page types of the report. It is offered only to users who may add one of them somewhere: for
    # others it would be empty. If there are none, it is offered to all.
    written_on: tuple[type[Page], ...] = ()

    def on_register(self):
        super().on_register()
        if self.written_on:
            useless_without(self.index_name, *self.written_on, actions={"add"})
