"""The cards of pages, as social networks fetch them."""

from io import BytesIO
from urllib.parse import urlsplit

from PIL import Image, ImageChops, ImageColor

from tests.reading import meta

SIZE, MOST_BYTES = (1200, 630), 40 * 1024


def card_path(portal, path):
    """Return the path of the card of the page at ``path``; its host is that of the portal."""
    url = urlsplit(meta(portal.get(path), "og:image"))
    assert f"{url.scheme}://{url.netloc}" == portal.url
    return url.path


def drawing(portal, path):
    """Return the card of the page at ``path`` as an image."""
    response = portal.get(card_path(portal, path))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    content = b"".join(response.streaming_content)
    assert len(content) <= MOST_BYTES
    with Image.open(BytesIO(content)) as image:
        assert (image.format, image.size) == ("PNG", SIZE)
        return image.convert("RGB")


def shows(picture, place, colour):
    """Whether ``picture`` has ``colour`` at ``place``, within the rounding of its palette."""
    return max(map(abs, map(int.__sub__, picture.getpixel(place), ImageColor.getrgb(colour)))) < 8


def differ(one, other):
    return ImageChops.difference(one, other).getbbox() is not None
