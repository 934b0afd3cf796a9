"""Endpoints of the admin's API, which the choosers call, limited to the user's scope. Wagtail 8.1
has neither images nor documents in that API, nor the hook.
"""

from functools import reduce
from operator import or_

from django.db.models import Count, Q
from django.db.models.functions import Length, Substr
from rest_framework.exceptions import ValidationError
from wagtail.admin.api.actions.copy import CopyPageAPIAction
from wagtail.admin.api.actions.create_alias import CreatePageAliasAPIAction
from wagtail.admin.api.serializers import (
    AdminPageSerializer,
    PageChildrenField,
    get_model_listing_url,
)
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.serializers import PageParentField
from wagtail.api.v2.utils import BadRequestError
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page

from base.sections import SLUG_IS_RESERVED, reserves_slug
from base.tree import NOWHERE
from servidor.rows import give_parents

from .scope import scope_of

_DIGITS = 9  # digits of ``offset``: no list is longer, and databases cannot count beyond


class Pagination(WagtailPagination):
    def paginate_queryset(self, queryset, request, view=None):
        if len(request.GET.get("offset", "")) > _DIGITS:
            raise BadRequestError("offset is beyond any list")
        return super().paginate_queryset(queryset, request, view)


class ParentField(PageParentField):
    """The page above, if the user finds it in the explorer."""

    def get_attribute(self, page):
        found = self.context["view"].found_parents
        if found is None:
            return super().get_attribute(page)
        return page.get_parent() if page.get_parent().pk in found else None


class ChildrenField(PageChildrenField):
    """How many pages the user finds below a page, and where they are listed."""

    def to_representation(self, page):
        counts = self.context["view"].counts_of_children
        if counts is None:
            return super().to_representation(page)
        listing = get_model_listing_url(self.context, Page)
        return {"count": counts.get(page.path, 0), "listing_url": f"{listing}?child_of={page.pk}"}


class PageSerializer(AdminPageSerializer):
    parent = ParentField(read_only=True)
    children = ChildrenField(read_only=True)


class ReachableMixin:
    """Action that refuses to put a page where the portal shows something else."""

    def _action_from_data(self, instance, data):
        action = super()._action_from_data(instance, data)
        parent, slug = self.place_of(action)
        if reserves_slug(parent or instance.get_parent(), slug or instance.slug):
            raise ValidationError({"slug": [SLUG_IS_RESERVED]})
        return action


class CopyAction(ReachableMixin, CopyPageAPIAction):
    def place_of(self, action):
        return action.to, action.update_attrs.get("slug")


class AliasAction(ReachableMixin, CreatePageAliasAPIAction):
    def place_of(self, action):
        return action.parent, action.update_slug


class PagesAPIViewSet(PagesAdminAPIViewSet):
    """Endpoint of pages that reads what the rows of a list show with one query for all.

    In Wagtail 8.0 each row makes six queries, and each page type one.
    """

    actions = PagesAdminAPIViewSet.actions | {"copy": CopyAction, "create_alias": AliasAction}
    base_serializer_class = PageSerializer
    pagination_class = Pagination
    found_parents = counts_of_children = None  # of a single page: asked for that page

    def get_queryset(self):
        pages = super().get_queryset()
        # Deferred, as a list shows no field of a page type.
        return pages.specific(defer=True) if self.action == "listing_view" else pages

    def paginate_queryset(self, queryset):
        pages = self._read([page.pk for page in super().paginate_queryset(queryset)])
        give_parents(pages)
        parents = {page.get_parent().pk for page in pages}
        found = self.get_base_queryset().filter(pk__in=parents)
        self.found_parents = set(found.values_list("pk", flat=True))
        self.counts_of_children = self._count_children(pages)
        return pages

    def _read(self, keys):
        """Return the pages of ``keys``, in that order, with what their rows show.

        They are read anew, because the filters of the explorer and of the search lose that.
        """
        pages = Page.objects.specific(defer=True).annotate_approved_schedule()
        pages = pages.prefetch_workflow_states().prefetch_related("locale").in_bulk(keys)
        return [pages[key] for key in keys if key in pages]

    def _count_children(self, pages):
        """Return {path of a page: how many pages the user finds below it}, without zeros."""
        below = [Q(path__startswith=page.path, depth=page.depth + 1) for page in pages]
        children = self.get_base_queryset().filter(reduce(or_, below, NOWHERE)).order_by()
        parent = Substr("path", 1, Length("path") - Page.steplen)
        return dict(children.values_list(parent).annotate(Count("pk")))


class ScopedQuerysetMixin:
    pagination_class = Pagination

    def get_queryset(self):
        return scope_of(self.request.user).filter(super().get_queryset())


class ImagesAPIViewSet(ScopedQuerysetMixin, ImagesAdminAPIViewSet):
    pass


class DocumentsAPIViewSet(ScopedQuerysetMixin, DocumentsAdminAPIViewSet):
    pass
