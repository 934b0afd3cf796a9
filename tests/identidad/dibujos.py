"""Helpers that set the pictures of a portal and read those that it serves."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from base.models import PortalImage, PortalSettings

SIZES = {"escudo": (300, 400), "silueta": (2000, 200), "imagen_portada": (2000, 900)}


def make_drawing(portal, *, size=SIZES["silueta"], title="Silueta"):
    """Return a drawing of two towers on a white background, in the collection of ``portal``."""
    paper = Image.new("RGB", size, "white")
    canvas = ImageDraw.Draw(paper)
    width, height = size
    for left in (0, width * 3 // 4):
        canvas.rectangle((left, height // 4, left + width // 4, height), fill="#202020")
    file = BytesIO()
    paper.save(file, "PNG")
    return PortalImage.objects.create(
        title=title,
        file=ContentFile(file.getvalue(), "dibujo.png"),
        collection=portal.collection,
    )


def settings_of(portal):
    return PortalSettings.objects.get(slug=portal.slug)


def change_settings(portal, **values):
    datos = settings_of(portal)
    for name, value in values.items():
        setattr(datos, name, value)
    datos.save()


def picture(response):
    """Return (size in bytes, image) of a response with a PNG."""
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    content = b"".join(response.streaming_content)
    image = Image.open(BytesIO(content))
    image.load()
    return len(content), image
