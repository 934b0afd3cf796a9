"""The colours of a landscape: those of the hours of the day, and of the land of a portal."""

from dataclasses import dataclass

from PIL import Image

from base.acentos import Acento


@dataclass(frozen=True)
class Hour:
    """The light: colours as (red, green, blue), the sun as a share of the picture's height."""

    nombre: str
    zenith: tuple
    sky: tuple
    horizon: tuple
    sun: tuple
    shadow: tuple
    sun_height: float


HOURS = (
    Hour(
        "al amanecer",
        zenith=(126, 164, 192),
        sky=(206, 214, 208),
        horizon=(253, 226, 190),
        sun=(255, 246, 220),
        shadow=(34, 62, 78),
        sun_height=0.36,
    ),
    Hour(
        "en una mañana clara",
        zenith=(74, 142, 190),
        sky=(152, 198, 220),
        horizon=(228, 240, 236),
        sun=(255, 253, 240),
        shadow=(18, 66, 72),
        sun_height=0.16,
    ),
    Hour(
        "por la tarde",
        zenith=(112, 158, 180),
        sky=(222, 204, 164),
        horizon=(250, 214, 140),
        sun=(255, 240, 196),
        shadow=(48, 58, 54),
        sun_height=0.30,
    ),
    Hour(
        "al atardecer",
        zenith=(66, 74, 124),
        sky=(192, 122, 132),
        horizon=(250, 178, 118),
        sun=(255, 222, 164),
        shadow=(36, 28, 60),
        sun_height=0.41,
    ),
    Hour(
        "después de la lluvia",
        zenith=(132, 156, 166),
        sky=(178, 198, 200),
        horizon=(226, 232, 222),
        sun=(250, 250, 240),
        shadow=(30, 62, 62),
        sun_height=0.22,
    ),
)

LAND = {
    Acento.AZUL: (20, 62, 112),
    Acento.CAOBA: (104, 46, 38),
    Acento.CAFE: (92, 62, 40),
    Acento.CANA: (104, 122, 34),
    Acento.CEIBA: (22, 96, 62),
    Acento.COBRE: (134, 78, 36),
    Acento.FRAMBOYAN: (142, 52, 40),
    Acento.MAR: (8, 98, 120),
    Acento.SIERRA: (36, 88, 92),
    Acento.TIERRA: (122, 82, 46),
    Acento.UVA: (88, 58, 118),
}


def mix(one, other, share):
    """Return the colour that has ``share`` (0 to 1) of ``other`` and the rest of ``one``."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def gradient(size, stops):
    """Return an image of ``size`` that goes down through evenly spaced colours."""
    _width, height = size
    column = Image.new("RGB", (1, height))
    last = len(stops) - 1
    for y in range(height):
        place = y / max(height - 1, 1) * last
        index = min(int(place), last - 1)
        column.putpixel((0, y), mix(stops[index], stops[index + 1], place - index))
    return column.resize(size, Image.Resampling.NEAREST)
