"""Listings of images and documents, without what other portals call theirs."""

from wagtail.documents.views import documents
from wagtail.images.views import images

from .choosers import popular_tags


class OwnTagsMixin:
    """Offers the tags of the files that the person sees, of which Wagtail offers everybody's."""

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
