"""The admin's views of pages: what they list and offer ends where the person's scope does."""

from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.views.pages.bulk_actions import MoveBulkAction
from wagtail.admin.views.pages.choose_parent import GenericChooseParentView
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.admin.views.pages.move import MoveChooseDestinationView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet

from .choices import ScopedFiltersMixin, ScopedFormMixin
from .menus import is_open
from .references import offer_only_seen
from .scope import scope_of


class PageFilterSet(ScopedFiltersMixin, GenericPageFilterSet):
    """«Propietario», «Editado por» and «Sitio» of the person's own portals.

    Who works on one portal needs no filter to choose it.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if scope_of(self.request.user).sites.count() < 2:
            del self.filters["site"]


class TypeListingView(ContentTypeUseView):
    """Does not lead back to a report that is closed to the person."""

    def get_breadcrumbs_items(self):
        items = super().get_breadcrumbs_items()
        if scope_of(self.request.user).is_total:
            return items
        return [item for item in items if is_open(item["url"])]


class PrivacyView(SetPrivacyView):
    """Reserves a page for groups of the own portal; those chosen by the province stay."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        chosen = self.restriction.groups.values_list("pk", flat=True) if self.restriction else ()
        offer_only_seen(form.fields["groups"], scope_of(self.request.user), kept=chosen)
        return form


class ParentView(ScopedFormMixin, GenericChooseParentView):
    pass


class CopyDestinationView(ScopedFormMixin, CopyView):
    pass


class MoveDestinationView(ScopedFormMixin, MoveChooseDestinationView):
    pass


class ScopedMoveBulkAction(ScopedFormMixin, MoveBulkAction):
    pass


class PortalPageViewSet(PageViewSet):
    """The views of every page type."""

    filterset_class = PageFilterSet
    content_type_use_view_class = TypeListingView
    set_privacy_view_class = PrivacyView
    choose_parent_view_class = ParentView
    copy_view_class = CopyDestinationView
    move_view_class = MoveDestinationView


page_viewset = PortalPageViewSet()
