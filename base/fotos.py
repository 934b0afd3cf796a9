"""How editors' images reach a screen: WebP with a JPEG fallback, in sizes in which they are seen.

A picture of twice the dots, compressed more, is sharper than one of half of them and weighs little
more: what is seen small does not show it.
"""

from itertools import chain

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.html import format_html_join
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.models import Filter, Picture

from servidor.caches.misses import missed
from servidor.renditions import renditions

from .idiomas import en_espanol

# The first one is what a browser gets that knows no others.
_SPECS = Filter.expand_spec("width-{360,160,720}|format-{webp,jpeg}")
# What is read in, and not a card: for wide screens that have two dots a pixel.
_LARGE = [*_SPECS, "width-1440|format-webp|webpquality-45"]
# Of a card on a phone, cut as it is seen there: beside the title, or above it. What is that large
# weighs a third less as AVIF; it takes longer to make, and a page has one.
_ON_PHONES = {
    "miniatura": ["fill-200x200|format-webp|webpquality-35"],
    "plana": [
        "fill-656x328|format-avif|avifquality-35",
        "fill-656x328|format-webp|webpquality-35",
    ],
}
_ALL = [*_LARGE, *chain.from_iterable(_ON_PHONES.values())]
# Of what stands for a portal: twice the size at which it is seen on a wide screen, or on a phone.
_SHIELD = Filter.expand_spec("max-144x130|format-{png,webp}")
_COVER = [
    *Filter.expand_spec("fill-{800x180,400x90}|format-{webp,jpeg}"),
    "fill-1600x360|format-webp|webpquality-45",
]
_SHARE = "fill-1200x630|format-jpeg"


def picture(imagen, telefono="", **attrs):
    """Return the ``<picture>`` of an image; empty where nothing of it can be shown.

    ``telefono`` is how a card is cut for phones, of ``_ON_PHONES``; without it, it is seen large.
    """
    specs = _ON_PHONES.get(telefono, [])
    found = renditions(imagen, [*(_SPECS if telefono else _LARGE), *specs])
    cut = [spec for spec in specs if spec in found]
    sources = format_html_join(
        "",
        '<source media="(max-width: 39.99em)" srcset="{}" type="image/{}">',
        ((found.pop(spec).url, "avif" if "avif" in spec else "webp") for spec in cut),
    )
    html = Picture(found, attrs).__html__() if found else ""
    return html.replace("<picture>", f"<picture>{sources}", 1)


def shield(imagen):
    """Return the ``<picture>`` of a shield, silent: the name of the portal stands beside it."""
    found = renditions(imagen, _SHIELD)
    return Picture(found, {"alt": ""}) if found else None


def cover(imagen, **attrs):
    """Return the ``<picture>`` of a strip that is as wide as the screen."""
    found = renditions(imagen, _COVER)
    return Picture(found, attrs) if found else ""


def open_image(imagen, spec):
    """Return what is to be drawn of an image; None where there is nothing to be read."""
    rendition = renditions(imagen, [spec]).get(spec)
    if rendition is None:
        return None
    try:
        with rendition.file.open() as file:
            image = Image.open(file)
            image.load()
    except OSError:
        missed()
        return None
    return image


def texto_alternativo(imagen):
    """Return what the image itself is said to show, which is in Spanish whoever reads it."""
    return en_espanol(imagen.default_alt_text)


def share_image(imagen):
    """Return the rendition that networks show with a shared page; None where it cannot be had.

    Fetches those of :func:`picture` with it: a page that is shared with an image shows
    it too, and one query serves both.
    """
    return imagen and renditions(imagen, [_SHARE, *_LARGE]).get(_SHARE)


def prepare(imagen):
    """Make what :func:`picture` shows, so that an image kept in a cache carries it along.

    Return the image; None where nothing of it can be shown.
    """
    return imagen if imagen and renditions(imagen, _ALL) else None


def prefetch_renditions(lookup=""):
    """Return the prefetch of what :func:`picture` shows of the image behind ``lookup``."""
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec__in=_ALL)
    lookup = f"{lookup}__renditions" if lookup else "renditions"
    return Prefetch(lookup, renditions, to_attr="prefetched_renditions")


def prefetch_all(images):
    """Fetch what :func:`picture` shows of several images with one query."""
    images = [imagen for imagen in images if imagen is not None]
    if len(images) > 1:
        prefetch_related_objects(images, prefetch_renditions())
