"""Landscapes for the sample content, drawn by the computer: nobody's photograph, nobody's rights.

A scene is painted from back to front at twice its size and then reduced, which
smooths every edge. Land takes its colour from the portal's accent and the light from the
hour; a seed decides the rest, so that a portal always gets the same scenes.
"""

import random
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageChops

from .escenas import scenes_of
from .lienzo import HEIGHT, WIDTH, Canvas
from .luz import HOURS


@cache
def grain():
    """A breath of noise around middle grey, which hides the steps of a sky's gradient."""
    return Image.effect_noise((WIDTH, HEIGHT), 3).convert("RGB")


@dataclass(frozen=True)
class Paisaje:
    """A finished picture and the words for those who do not see it."""

    jpeg: bytes
    descripcion: str


def draw_landscape(accent, number, seed):
    """Draw the landscape ``number`` (from 0) of a portal whose accent colour is ``accent``."""
    rng = random.Random(f"{seed}:{number}")  # noqa: S311
    shift = random.Random(seed).randrange(len(HOURS))  # noqa: S311
    hour = HOURS[(number + shift) % len(HOURS)]
    scenes = scenes_of(accent)
    canvas = Canvas(rng, accent, hour)
    what = scenes[number % len(scenes)](canvas)
    picture = canvas.image.reduce(2)
    picture = ImageChops.add(picture, grain(), offset=-128)
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=86, optimize=True)
    return Paisaje(buffer.getvalue(), f"Dibujo: {what}, {hour.nombre}.")
