"""Listings of images and documents, without the tags of other portals."""

from wagtail.documents.views import documents
from wagtail.images.views import images

from .choosers import popular_tags


class OwnTagsMixin:
    """Filter set that offers the tags of files that the user sees; Wagtail's offers all tags."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "tag" in self.filters:
            tags = popular_tags(self.request.user, self._meta.model)
            self.filters["tag"].extra["choices"] = [(tag.name, tag.name) for tag in tags]
            if not tags:
                del self.filters["tag"]


class ImageFilterSet(OwnTagsMixin, images.ImagesFilterSet):
    pass


class DocumentFilterSet(OwnTagsMixin, documents.DocumentsFilterSet):
    pass


class ImageIndexView(images.IndexView):
    filterset_class = ImageFilterSet


class DocumentIndexView(documents.IndexView):
    filterset_class = DocumentFilterSet
