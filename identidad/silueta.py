"""The silueta above the menu of a portal: three drawn ridges, or the portal's own drawing.

The ridges are computed from the identifier of the portal: always the same, and no real place. The
sierra belongs to the province, and is also used where no portal is known.
"""

from functools import cache
from hashlib import sha256
from itertools import count, pairwise

from PIL import Image, ImageDraw, ImageOps

# Coordinates of all ridges, equal to the viewBox of ``templates/components/silueta.html``. A phone
# shows only the middle half.
ANCHO, ALTO = 1200, 60
# Minimum ratio of width to height of a drawing; below it too little of it is seen.
PROPORCION = 6
# Opacity of each ridge, from the farthest to the nearest, on the bar of the menu.
_OPACIDAD = (0.18, 0.4, 1)
# (height of the ground above the bar, largest height of a peak above the ground) of each ridge.
_ALTURAS = ((12, 44), (7, 36), (3, 10))
_NIVELES = 8  # grey levels in the mask of a drawing: soft edges, one colour inside

# Heights above the bar, at equal distances.
_SIERRA = (
    "26 36 31 45 38 43 33 40 35 51 46 55 48 57 47 50 36 44 38 48 41 46 35 42 33 41 34 43",
    "14 22 18 32 24 30 20 33 27 37 28 34 22 29 23 34 25 33 28 19 28 20 27 19 26 21",
    "8 14 10 20 13 17 11 21 14 17 10 19 11 15 10 15 12",
)


def lomas(clave):
    """Return the three ridges of ``clave``, the farthest first, as points from left to right.

    If ``clave`` is empty, they are those of the sierra.
    """
    if not clave:
        return [_even(heights) for heights in _SIERRA]
    return [_ridge(clave, layer) for layer in range(3)]


@cache
def trazos(clave):
    """Return the same ridges as SVG path data, each closed along the bar."""
    return [_path(points) for points in lomas(clave)]


def draw(clave, size):
    """Return the ridges of ``clave`` as a mask of ``size`` pixels, with their opacities."""
    width, height = size
    fine = Image.new("L", (width * 2, height * 2))
    canvas = ImageDraw.Draw(fine)
    for opacity, points in zip(_OPACIDAD, lomas(clave), strict=True):
        scaled = [(x * fine.width / ANCHO, fine.height * (1 - y / ALTO)) for x, y in points]
        ends = (fine.width, fine.height), (0, fine.height)
        canvas.polygon([*scaled, *ends], fill=round(255 * opacity))
    return fine.resize(size, Image.Resampling.LANCZOS)


def mascara(imagen, height):
    """Return the mask of a dark drawing on a light or transparent ground, ``height`` pixels high.

    Its empty border is cut off, so that it stands on the bar. If it is longer than the strip, only
    the middle is kept.
    """
    drawn = imagen.convert("RGBA")
    paper = Image.new("RGBA", drawn.size, "white")
    ink = ImageOps.invert(Image.alpha_composite(paper, drawn).convert("L"))
    ink = ink.point(lambda value: 0 if value < 24 else value)  # grey of photographed paper
    if box := ink.getbbox():
        ink = ink.crop(box)
    ink = ImageOps.autocontrast(ink)
    longest = height * ANCHO // ALTO
    strip = ink.resize((max(1, round(ink.width * height / ink.height)), height))
    left = max(0, (strip.width - longest) // 2)
    strip = strip.crop((left, 0, min(strip.width, left + longest), height))
    return strip.quantize(_NIVELES, dither=Image.Dither.NONE).convert("L")


def _even(heights):
    numbers = [int(height) for height in heights.split()]
    step = ANCHO / (len(numbers) - 1)
    return [(round(step * place), height) for place, height in enumerate(numbers)]


def _ridge(clave, layer):
    """Return the points of a ridge: 2 to 4 peaks in the middle, one at each side.

    A phone shows the middle. Number, slope and flat tops of the peaks depend on ``clave``.
    """
    numbers = _numbers(f"{clave} {layer}")

    def between(least, most):
        return least + next(numbers) * (most - least)

    ground, highest = _ALTURAS[layer]
    peaks = 2 + int(between(0, 2.99))
    room = ANCHO * 0.56 / peaks
    centres = [ANCHO * 0.22 + room * (number + between(0.15, 0.85)) for number in range(peaks)]
    mountains = [
        # Centre, half the width of the flat top, width of the slope, height.
        (
            centre,
            between(12, 40) if between(0, 1) > 0.6 else 0,
            between(60, 150),
            between(0.35, 1) * highest,
        )
        for centre in (between(0, 180), *centres, between(1020, 1200))
    ]
    corners = {
        max(0, min(ANCHO, round(centre + side)))
        for centre, flat, slope, _height in mountains
        for side in (-flat - slope, -flat, flat, flat + slope)
    }
    return [(x, ground + round(_rise(x, mountains))) for x in sorted({0, ANCHO} | corners)]


def _rise(x, mountains):
    return max(
        height * max(0, 1 - max(0, abs(x - centre) - flat) / slope)
        for centre, flat, slope, height in mountains
    )


def _numbers(word):
    """Yield pseudorandom numbers from 0 to 1, always the same for the same ``word``."""
    for block in count():
        yield from (byte / 255 for byte in sha256(f"{word} {block}".encode()).digest())


def _path(points):
    (_x, first), *_rest = points
    lines = "".join(
        f"l{x - before_x}{before_y - y:+d}".replace("+", " ")
        for (before_x, before_y), (x, y) in pairwise(points)
    )
    return f"M0 {ALTO}V{ALTO - first}{lines}V{ALTO}z"
