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


def prefetch_renditions(lookup):
    """Return the prefetch of what :func:`picture` shows of the image behind ``lookup``."""
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec__in=_SPECS)
    return Prefetch(f"{lookup}__renditions", renditions, to_attr="prefetched_renditions")
