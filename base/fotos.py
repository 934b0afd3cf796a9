"""How editors' images reach a phone: two widths, WebP with a JPEG fallback."""

from django.db.models import Prefetch
from wagtail.images import get_image_model
from wagtail.images.models import Filter, Picture

_SPECS = Filter.expand_spec("width-{360,720}|format-{webp,jpeg}")
CARD_SIZE = "fill-1200x630|format-jpeg"


def picture(imagen, **attrs):
    """Return the ``<picture>`` of an image; making missing renditions is Wagtail's."""
    renditions = imagen.get_renditions(*(Filter(spec=spec) for spec in _SPECS))
    return Picture(renditions, attrs)


def prefetch_fotos(lookup):
    """Return the prefetch that brings the images behind ``lookup`` with what they show.

    Two queries for a whole list, however long.
    """
    images = get_image_model().objects.prefetch_renditions(*_SPECS)
    return Prefetch(lookup, queryset=images)
