"""The icon of a portal: browser tab, favourites, home screen of a phone.

The icon is a full square without round corners, because phones cut it to their own shape. What must
be readable stays inside the circle of 80 % that every shape leaves (W3C, maskable icons).
"""

from io import BytesIO

from PIL import Image, ImageDraw

from . import emblema, silueta
from .acentos import CLAROS, PAPEL
from .lettering import TITULARES, letra

PESTANA, APPLE, PANTALLA, GRANDE = 48, 180, 192, 512  # pixels per side
LADOS = (PESTANA, APPLE, PANTALLA, GRANDE)

_INICIALES, _ESCUDO = 0.6, 0.62  # largest part of the side
_COLORES = 32


def draw(lado, *, iniciales, clave, acento, escudo=None):
    """Return the icon of ``lado`` pixels as PNG bytes.

    It shows ``escudo``, the image of the portal's own shield; without it, the ridges with
    ``iniciales`` above them, or with the emblema of the province if there are no letters.
    """
    if escudo is not None:
        image = _of_shield(escudo, lado)
    else:
        image = Image.new("RGB", (lado, lado), CLAROS[acento])
        _draw_ridges(image, clave)
        (_draw_letters if iniciales else _draw_emblem)(image, iniciales)
    file = BytesIO()
    image.quantize(_COLORES, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _of_shield(shield, lado):
    image = Image.new("RGB", (lado, lado), PAPEL)
    shield = shield.convert("RGBA")
    scale = _ESCUDO * lado / max(shield.size)
    size = [max(1, round(side * scale)) for side in shield.size]
    shield = shield.resize(size, Image.Resampling.LANCZOS)
    image.paste(shield, [(lado - side) // 2 for side in size], shield)
    return image


def _draw_ridges(image, clave):
    """Draw the ridges of the menu, taller than there, in paper colour over the accent."""
    lado = image.width
    high = lado * 3 // 10
    strip = silueta.draw(clave, (high * 10, high)).point(lambda value: value * 2 // 5)
    left = (strip.width - lado) // 2
    strip = strip.crop((left, 0, left + lado, high))
    image.paste(PAPEL, (0, lado - high), strip)


def _draw_letters(image, iniciales):
    lado = image.width
    font = letra(TITULARES, round(lado * 0.5))
    if (wide := font.getlength(iniciales)) > lado * _INICIALES:
        font = letra(TITULARES, int(font.size * lado * _INICIALES / wide))
    place = (lado / 2, lado * 0.47)
    ImageDraw.Draw(image).text(place, iniciales, fill=PAPEL, font=font, anchor="mm")


def _draw_emblem(image, _iniciales):
    lado = image.width
    mask = emblema.mascara("", round(lado * _ESCUDO))
    image.paste(PAPEL, ((lado - mask.width) // 2, round(lado * 0.14)), mask)
