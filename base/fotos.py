"""How editors' images are served: WebP with a JPEG fallback, in a few sizes.

An image with twice the pixels and more compression looks sharper than one with half of them and
weighs little more: at a small size the compression does not show.
"""

from itertools import chain

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.html import format_html_join
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.models import Filter, Picture

from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment
from servidor.caches.misses import missed
from servidor.renditions import renditions

from .idiomas import en_espanol

# Browsers that do not know ``srcset`` get the first size.
_SPECS = Filter.expand_spec("width-{360,160,720}|format-{webp,jpeg}")
# For images in a text, not in a card: large enough for wide screens with two dots per pixel.
_LARGE = [*_SPECS, "width-1440|format-webp|webpquality-45"]
# The image of a card on a phone, cropped as it is shown there: beside the title, or above it. At
# the larger size AVIF weighs a third less; it takes longer to encode, but a page has only one.
_ON_PHONES = {
    "miniatura": ["fill-200x200|format-webp|webpquality-35"],
    "plana": [
        "fill-656x328|format-avif|avifquality-35",
        "fill-656x328|format-webp|webpquality-35",
    ],
}
_ALL = [*_LARGE, *chain.from_iterable(_ON_PHONES.values())]
# The shield and the cover of a portal: twice the size shown on a wide screen, or on a phone.
_SHIELD = Filter.expand_spec("max-144x130|format-{png,webp}")
_COVER = [
    *Filter.expand_spec("fill-{800x180,400x90}|format-{webp,jpeg}"),
    "fill-1600x360|format-webp|webpquality-45",
]
_SHARE = "fill-1200x630|format-jpeg"


def picture(imagen, telefono="", **attrs):
    """Return the ``<picture>`` of an image; "" if no rendition of it is available.

    ``telefono`` is the crop of a card on phones, a key of ``_ON_PHONES``; "" for a large image.
    """
    key = f"foto-{imagen.pk}-{telefono}-{attrs}"
    return fragment(key, lambda: _html(imagen, telefono, attrs), UNTIL_ANNOUNCED, shared=False)


def _html(imagen, telefono, attrs):
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
    """Return the ``<picture>`` of a shield, or None; ``alt`` is empty: the name is beside."""
    found = renditions(imagen, _SHIELD)
    return Picture(found, {"alt": ""}) if found else None


def cover(imagen, **attrs):
    """Return the ``<picture>`` of a cover as wide as the screen; "" if there is no rendition."""
    found = renditions(imagen, _COVER)
    return Picture(found, attrs) if found else ""


def open_image(imagen, spec):
    """Return the rendition ``spec`` as a loaded Pillow image, or None if it cannot be read."""
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
    """Return the alternative text of the image itself, marked as Spanish for other readers."""
    return en_espanol(imagen.default_alt_text)


def share_image(imagen):
    """Return the rendition for networks that show a shared page; None if it is not available.

    Fetches the renditions of :func:`picture` in the same query: a page that is shared with an image
    shows that image too.
    """
    return imagen and renditions(imagen, [_SHARE, *_LARGE]).get(_SHARE)


def prepare(imagen):
    """Create the renditions that :func:`picture` needs, so that a cached image includes them.

    Return the image, or None if no rendition is available.
    """
    return imagen if imagen and renditions(imagen, _ALL) else None


def prefetch_renditions(lookup=""):
    """Return a ``Prefetch`` for :func:`picture`; ``lookup`` is the relation to the image."""
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec__in=_ALL)
    lookup = f"{lookup}__renditions" if lookup else "renditions"
    return Prefetch(lookup, renditions, to_attr="prefetched_renditions")


def prefetch_all(images):
    """Fetch the renditions that :func:`picture` needs, for several images, with one query."""
    images = [imagen for imagen in images if imagen is not None]
    if len(images) > 1:
        prefetch_related_objects(images, prefetch_renditions())
