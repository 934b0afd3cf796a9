"""Images and documents in the admin's own API; Wagtail 8.1 has neither, nor the hook."""

from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from .scope import scope_of


class ScopedQuerysetMixin:
    def get_queryset(self):
        return scope_of(self.request.user).filter(super().get_queryset())


class ImagesAPIViewSet(ScopedQuerysetMixin, ImagesAdminAPIViewSet):
    pass


class DocumentsAPIViewSet(ScopedQuerysetMixin, DocumentsAdminAPIViewSet):
    pass
