"""How editors' images reach a phone: three widths, WebP with a JPEG fallback."""

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model
from wagtail.images.models import Filter, Picture
from wagtail.images.shortcuts import get_renditions_or_not_found

from .idiomas import en_espanol

# The first one is what a browser gets that knows no others.
_SPECS = Filter.expand_spec("width-{360,160,720}|format-{webp,jpeg}")
_FILTERS = [Filter(spec=spec) for spec in _SPECS]
_SHARE = Filter(spec="fill-1200x630|format-jpeg")


def picture(imagen, **attrs):
    """Return the ``<picture>`` of an image; making missing renditions is Wagtail's."""
    return Picture(get_renditions_or_not_found(imagen, _FILTERS), attrs)


def texto_alternativo(imagen):
    """Return what the image itself is said to show, which is in Spanish whoever reads it."""
    return en_espanol(imagen.default_alt_text)


def share_image(imagen):
    """Return the rendition that networks show with a shared page.

    Fetches those of :func:`picture` with it: a page that is shared with an image shows
    it too, and one query serves both.
    """
    return get_renditions_or_not_found(imagen, [_SHARE, *_FILTERS])[_SHARE.spec]


def prepare(imagen):
    """Make what :func:`picture` shows, so that an image kept in a cache carries it along."""
    if imagen is not None:
        get_renditions_or_not_found(imagen, _FILTERS)
    return imagen


def prefetch_renditions(lookup=""):
    """Return the prefetch of what :func:`picture` shows of the image behind ``lookup``."""
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec__in=_SPECS)
    lookup = f"{lookup}__renditions" if lookup else "renditions"
    return Prefetch(lookup, renditions, to_attr="prefetched_renditions")


def prefetch_all(images):
    """Fetch what :func:`picture` shows of several images with one query."""
    images = [imagen for imagen in images if imagen is not None]
    if len(images) > 1:
        prefetch_related_objects(images, prefetch_renditions())
