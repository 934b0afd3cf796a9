"""Endpoints of the admin's API, which the choosers call, limited to the user's scope. Wagtail 8.1
has neither images nor documents in that API, nor the hook.
"""

from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from .scope import scope_of

_DIGITS = 9  # digits of ``offset``: no list is longer, and databases cannot count beyond


class Pagination(WagtailPagination):
    def paginate_queryset(self, queryset, request, view=None):
        if len(request.GET.get("offset", "")) > _DIGITS:
            raise BadRequestError("offset is beyond any list")
        return super().paginate_queryset(queryset, request, view)


class PagesAPIViewSet(PagesAdminAPIViewSet):
    pagination_class = Pagination


class ScopedQuerysetMixin:
    pagination_class = Pagination

    def get_queryset(self):
        return scope_of(self.request.user).filter(super().get_queryset())


class ImagesAPIViewSet(ScopedQuerysetMixin, ImagesAdminAPIViewSet):
    pass


class DocumentsAPIViewSet(ScopedQuerysetMixin, DocumentsAdminAPIViewSet):
    pass
