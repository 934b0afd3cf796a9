"""Landscapes for the sample content, drawn by the computer: nobody's photograph, nobody's rights.

A scene is painted from back to front at twice its size and then reduced, which
smooths every edge. Land takes its colour from the portal's accent and the light from the
hour; a seed decides the rest, so that a portal always gets the same scenes.
"""

import math
import random
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from base.acentos import Acento

WIDTH, HEIGHT = 1600, 900
_W, _H = WIDTH * 2, HEIGHT * 2
_STEP = 8  # pixels between two points of a crest


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

_LAND = {
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


def crest(rng, *, wavelength, roughness=0.5, octaves=5):
    """Return the heights (-1 to 1) of a line of hills, one every ``_STEP`` pixels."""
    count = _W // _STEP + 2
    heights = [0.0] * count
    amplitude, total = 1.0, 0.0
    for _octave in range(octaves):
        step = max(wavelength / _STEP, 1)
        offset = rng.random()
        knots = [rng.uniform(-1, 1) for _knot in range(int(count / step) + 3)]
        for i in range(count):
            place = i / step + offset
            index = int(place)
            ease = (1 - math.cos((place - index) * math.pi)) / 2
            heights[i] += amplitude * (knots[index] + (knots[index + 1] - knots[index]) * ease)
        total += amplitude
        amplitude *= roughness
        wavelength /= 2
    return [height / total * 1.6 for height in heights]


class Canvas:
    """A picture being painted; ``accent`` and ``hour`` give its colours."""

    def __init__(self, rng, accent, hour):
        self.rng = rng
        self.hour = hour
        self.land = mix(_LAND[accent], hour.shadow, 0.45)
        self.image = Image.new("RGB", (_W, _H))
        self.sun = (rng.choice((rng.uniform(0.2, 0.38), rng.uniform(0.62, 0.8))), hour.sun_height)

    def tone(self, depth):
        """The colour of land at ``depth``: 0 melts into the horizon, 1 lies at our feet."""
        return mix(mix(self.hour.horizon, self.hour.sky, 0.45), self.land, depth)

    def paste(self, paint, mask, top=0):
        self.image.paste(paint, (0, top), mask)

    def paint_sky(self, horizon):
        hour = self.hour
        height = int(_H * horizon)
        self.image.paste(gradient((_W, height), (hour.zenith, hour.sky, hour.horizon)), (0, 0))
        self.image.paste(hour.horizon, (0, height, _W, _H))
        self.paint_clouds(horizon)
        self.paint_sun()

    def paint_sun(self):
        x, y = int(self.sun[0] * _W), int(self.sun[1] * _H)
        disc = Image.radial_gradient("L")
        for radius, strength in ((1400, 0.6), (520, 0.65)):
            # The gradient reaches 255 in its corners; the glow ends where it meets its sides.
            fade = [max(0, 1 - value / 178) ** 2 for value in range(256)]
            glow = disc.point([int(share * 255 * strength) for share in fade])
            glow = glow.resize((radius * 2, radius * 2), Image.Resampling.BICUBIC)
            self.image.paste(self.hour.sun, (x - radius, y - radius), glow)
        radius = 88
        ImageDraw.Draw(self.image).ellipse(
            (x - radius, y - radius, x + radius, y + radius), fill=self.hour.sun
        )

    def paint_clouds(self, horizon):
        rng, scale = self.rng, 8
        mask = Image.new("L", (_W // scale, int(_H * horizon) // scale))
        draw = ImageDraw.Draw(mask)
        for _bank in range(rng.randint(3, 6)):
            x, y = rng.uniform(0, mask.width), rng.uniform(0.12, 0.8) * mask.height
            length = rng.uniform(0.12, 0.3) * mask.width
            for _wisp in range(7):
                half, thick = length * rng.uniform(0.25, 0.8), rng.uniform(1, 4)
                cx, cy = x + rng.uniform(-0.5, 0.5) * length, y + rng.uniform(-5, 5)
                draw.ellipse(
                    (cx - half, cy - thick, cx + half, cy + thick), fill=rng.randint(60, 150)
                )
        mask = mask.filter(ImageFilter.GaussianBlur(3))
        mask = mask.resize((_W, mask.height * scale), Image.Resampling.BICUBIC)
        self.paste(mix(self.hour.horizon, (255, 255, 255), 0.4), mask)

    def paint_ridge(
        self, base, height, depth, *, wavelength, roughness=0.5, mist=0.55, slope=0.0, spur=0.0
    ):
        """Paint hills whose foot is at ``base`` and return their crest in pixels.

        ``slope`` lets them fall from the left (positive) or the right (negative) edge to
        the other; with ``spur`` they rise at that edge only, by this share of the height.
        """
        heights = crest(self.rng, wavelength=wavelength, roughness=roughness)
        line = []
        for i, value in enumerate(heights):
            across = i * _STEP / _W
            fall = slope * (across - 0.5) * _H
            if spur:
                distance = across if spur > 0 else 1 - across
                fall -= abs(spur) * _H * (0.5 + 0.5 * math.cos(math.pi * min(distance / 0.55, 1)))
            line.append((i * _STEP, base * _H - (value + 0.6) * height * _H + fall))
        top = max(int(min(y for _x, y in line)), 0)
        mask = Image.new("L", (_W, _H - top))
        ImageDraw.Draw(mask).polygon(
            [(0, _H), *((x, y - top) for x, y in line), (_W, _H)], fill=255
        )
        colour = self.tone(depth)
        foot = mix(colour, self.hour.horizon, mist)
        reach = min(int(height * 2.6 * _H), mask.height)
        paint = Image.new("RGB", mask.size, foot)
        paint.paste(gradient((_W, max(reach, 2)), (colour, mix(colour, foot, 0.4), foot)), (0, 0))
        self.paste(paint, mask, top)
        return line

    def paint_water(self, top, bottom, *, dark):
        """Paint water between two heights, lit below the sun."""
        rng, hour = self.rng, self.hour
        y0, y1 = int(top * _H), int(bottom * _H)
        far = mix(hour.horizon, hour.sky, 0.5)
        near = mix(mix(hour.zenith, self.land, dark), hour.sky, 0.12)
        self.image.paste(gradient((_W, y1 - y0), (far, mix(far, near, 0.6), near)), (0, y0))
        for share, tint, count in ((0.5, near, 260), (0.35, hour.horizon, 150)):
            mask = Image.new("L", (_W, y1 - y0))
            draw = ImageDraw.Draw(mask)
            for _line in range(count):
                place = rng.random() ** 1.6
                y, half = place * (y1 - y0), (40 + 260 * place) * rng.uniform(0.3, 1)
                x = rng.uniform(0, _W)
                draw.ellipse(
                    (x - half, y - 1 - 4 * place, x + half, y + 1 + 4 * place),
                    fill=int(255 * share * rng.uniform(0.2, 0.8)),
                )
            self.paste(tint, mask.filter(ImageFilter.GaussianBlur(2)), y0)
        mask = Image.new("L", (_W, y1 - y0))
        draw = ImageDraw.Draw(mask)
        for _spark in range(420):
            place = rng.random()
            y = place * (y1 - y0)
            spread = (60 + 420 * place) * rng.gauss(0, 0.6)
            half = (14 + 70 * place) * rng.uniform(0.4, 1)
            x = self.sun[0] * _W + spread
            draw.ellipse(
                (x - half, y - 1 - 3 * place, x + half, y + 1 + 3 * place),
                fill=int(235 * rng.uniform(0.3, 1) * (1 - 0.5 * place)),
            )
        self.paste(hour.sun, mask.filter(ImageFilter.GaussianBlur(1.5)), y0)

    def paint_river(self, top, bottom):
        """Paint a river that widens as it winds towards us."""
        rng = self.rng
        y0, y1 = top * _H, bottom * _H
        middle, swing, phase = rng.uniform(0.35, 0.65), rng.uniform(0.06, 0.12), rng.uniform(0, 6)
        left, right = [], []
        for i in range(81):
            place = i / 80
            y = y0 + (y1 - y0) * place**1.5
            x = (middle + swing * (0.25 + place) * math.sin(phase + 7 * place**0.7)) * _W
            half = 6 + 210 * place**1.7
            left.append((x - half, y))
            right.append((x + half, y))
        mask = Image.new("L", (_W, _H))
        ImageDraw.Draw(mask).polygon(left + right[::-1], fill=235)
        paint = Image.new("RGB", (_W, _H), self.hour.sky)
        paint.paste(
            gradient((_W, int(y1 - y0)), (self.hour.horizon, self.hour.sky, self.hour.zenith)),
            (0, int(y0)),
        )
        self.paste(paint, mask.filter(ImageFilter.GaussianBlur(2)))

    def paint_palm(self, x, foot, height, colour):
        """Paint a royal palm: a slender trunk and a crown of drooping fronds."""
        rng, draw = self.rng, ImageDraw.Draw(self.image)
        lean = rng.uniform(-0.05, 0.05) * height
        trunk = []
        for i in range(13):
            place = i / 12
            half = height * (0.017 + 0.006 * math.sin(place * math.pi * 0.9)) * (1 - 0.4 * place)
            trunk.append((x + lean * place**2, foot - height * place, half))
        draw.polygon(
            [(cx - half, cy) for cx, cy, half in trunk]
            + [(cx + half, cy) for cx, cy, half in reversed(trunk)],
            fill=colour,
        )
        crown_x, crown_y, _half = trunk[-1]
        draw.line(
            (crown_x, crown_y, crown_x, crown_y - height * 0.16), colour, int(height * 0.012) + 1
        )
        for i in range(15):
            angle = math.pi * (-0.14 + 1.28 * (i + rng.uniform(-0.3, 0.3)) / 14)
            self.paint_frond(draw, crown_x, crown_y, angle, height * rng.uniform(0.3, 0.38), colour)

    def paint_frond(self, draw, x, y, angle, length, colour):
        """Paint one frond: a rib that bends under its weight, fringed on its lower side."""
        droop = length * (0.42 + 0.3 * abs(math.cos(angle)))
        rib, fringe = [], []
        steps = 36
        for i in range(steps + 1):
            place = i / steps
            px = x + math.cos(angle) * length * place
            py = y - math.sin(angle) * length * 0.85 * place + droop * place**2.2
            rib.append((px, py))
            leaf = length * (0.1 + 0.1 * abs(math.cos(angle))) * math.sin(math.pi * place) ** 0.7
            leaf *= 1 if i % 2 else 0.6
            fringe.append((px + math.cos(angle) * leaf * 0.35, py + leaf))
        draw.polygon(rib + fringe[::-1], fill=colour)
        draw.line(rib, colour, max(int(length * 0.03), 2), joint="curve")

    def paint_blades(self, colour, height, count):
        """Paint the near edge of a cane field or a meadow."""
        rng, draw = self.rng, ImageDraw.Draw(self.image)
        for _blade in range(count):
            x, tall = rng.uniform(-40, _W + 40), height * _H * rng.uniform(0.45, 1)
            bend, half = tall * rng.uniform(-0.45, 0.45), rng.uniform(5, 11)
            middle = (x + bend * 0.3, _H - tall * 0.6)
            draw.polygon(
                [
                    (x - half, _H),
                    (middle[0] - half * 0.7, middle[1]),
                    (x + bend, _H - tall),
                    (middle[0] + half * 0.7, middle[1]),
                    (x + half, _H),
                ],
                fill=mix(colour, self.tone(0.75), rng.uniform(0, 0.35)),
            )

    def paint_grove(self, line, colour, size, count):
        """Scatter tree tops along a crest, in clumps that stand on the ground."""
        rng, draw = self.rng, ImageDraw.Draw(self.image)
        for _clump in range(count):
            x, y = line[rng.randrange(len(line))]
            spread = rng.uniform(1, 4) * size
            for _crown in range(rng.randint(3, 9)):
                half = size * rng.uniform(0.35, 1)
                cx = x + rng.triangular(-spread, spread)
                draw.ellipse((cx - half, y - half * 1.5, cx + half, y + half * 0.7), fill=colour)


def paint_sierra(canvas):
    rng = canvas.rng
    canvas.paint_sky(0.62)
    for index in range(6):
        place = index / 5
        canvas.paint_ridge(
            base=0.5 + 0.44 * place,
            height=0.115 + 0.03 * rng.uniform(-1, 1) - 0.02 * place,
            depth=0.16 + 0.8 * place,
            wavelength=_W * rng.uniform(0.2, 0.34) * (1 + 0.25 * place),
            roughness=0.46 - 0.05 * place,
            mist=0.62 - 0.4 * place,
            slope=rng.uniform(-0.05, 0.05),
        )
    return "varias filas de montañas que se pierden en la bruma"


def paint_valle(canvas):
    rng = canvas.rng
    canvas.paint_sky(0.54)
    for index in range(3):
        canvas.paint_ridge(
            base=0.44 + 0.045 * index,
            height=0.11 - 0.015 * index,
            depth=0.2 + 0.13 * index,
            wavelength=_W * rng.uniform(0.22, 0.34),
            mist=0.6,
        )
    canvas.land = mix(canvas.land, (84, 122, 66), 0.5)
    line = canvas.paint_ridge(0.56, 0.016, 0.5, wavelength=_W * 0.5, roughness=0.3, mist=0.3)
    canvas.paint_grove(line, canvas.tone(0.64), 13, 40)
    for base, depth in ((0.62, 0.56), (0.7, 0.63), (0.8, 0.7)):
        canvas.paint_ridge(base, 0.014, depth, wavelength=_W * 0.6, roughness=0.3, mist=0.2)
    canvas.paint_river(0.575, 1.02)
    side = rng.choice((-1, 1))
    for index in range(3):
        depth = 0.7 + 0.13 * index
        line = canvas.paint_ridge(
            base=0.9 + 0.11 * index,
            height=0.03,
            depth=depth,
            wavelength=_W * 0.4,
            roughness=0.35,
            mist=0.16,
            spur=side * (0.24, 0.28, 0.22)[index] * (-1) ** index,
        )
        canvas.paint_grove(line, canvas.tone(min(depth + 0.1, 1)), 16 + 10 * index, 30)
        if index:
            at_left = side * (-1) ** index > 0
            for _palm in range(index):
                x, y = line[
                    int(
                        (0.06 + 0.2 * rng.random() if at_left else 0.94 - 0.2 * rng.random())
                        * len(line)
                    )
                ]
                canvas.paint_palm(
                    x, y + 40, rng.uniform(300, 380) * (0.5 + 0.6 * index), canvas.tone(1)
                )
    return "un río que baja entre lomas"


def paint_llano(canvas):
    rng = canvas.rng
    canvas.paint_sky(0.6)
    for index in range(2):
        canvas.paint_ridge(
            base=0.55 + 0.03 * index,
            height=0.06 - 0.015 * index,
            depth=0.22 + 0.16 * index,
            wavelength=_W * rng.uniform(0.24, 0.36),
            mist=0.5,
        )
    gold = mix(canvas.hour.horizon, (196, 178, 84), 0.55)
    fields = ((0.6, 0.5), (0.645, 0.32), (0.71, 0.66), (0.8, 0.42))
    for index, (base, share) in enumerate(fields):
        land, canvas.land = canvas.land, mix(canvas.land, gold, share)
        line = canvas.paint_ridge(
            base,
            0.012 + 0.004 * index,
            0.62 + 0.1 * index,
            wavelength=_W * 0.5,
            roughness=0.3,
            mist=0.3,
        )
        canvas.land = land
        canvas.paint_grove(line, canvas.tone(0.55 + 0.1 * index), 12 + 7 * index, 14 - 3 * index)
    dark = mix(canvas.tone(1), canvas.hour.shadow, 0.3)
    for _palm in range(rng.randint(3, 5)):
        canvas.paint_palm(
            rng.uniform(0.06, 0.94) * _W, 0.74 * _H, rng.uniform(260, 380), canvas.tone(0.8)
        )
    start = rng.choice((0.08, 0.72))
    for index in range(rng.randint(2, 3)):
        x = (start + 0.085 * index + rng.uniform(-0.015, 0.015)) * _W
        canvas.paint_palm(x, 1.0 * _H, rng.uniform(860, 1180), dark)
    canvas.paint_blades(dark, 0.15, 420)
    return "un llano sembrado, con palmas reales y lomas al fondo"


def paint_mar(canvas):
    rng = canvas.rng
    canvas.paint_sky(0.58)
    side = rng.choice((-1, 1))
    for index in range(3):
        canvas.paint_ridge(
            base=0.53 + 0.02 * index,
            height=0.075,
            depth=0.2 + 0.16 * index,
            wavelength=_W * 0.26,
            mist=0.45,
            slope=side * (0.2 + 0.1 * index),
        )
    canvas.paint_water(0.575, 1.0, dark=0.55)
    dark = mix(canvas.tone(1), canvas.hour.shadow, 0.35)
    land, canvas.land = canvas.land, dark
    canvas.paint_ridge(0.985, 0.03, 1.0, wavelength=_W * 0.5, mist=0.1, slope=-side * 0.16)
    canvas.land = land
    start = 0.08 if side < 0 else 0.74
    for index in range(3):
        x = (start + 0.08 * index + rng.uniform(-0.015, 0.015)) * _W
        canvas.paint_palm(x, 0.99 * _H, rng.uniform(720, 1080), dark)
    return "el mar y la costa, con montañas al fondo y palmas en la orilla"


def paint_bahia(canvas):
    rng = canvas.rng
    canvas.paint_sky(0.56)
    for index in range(4):
        canvas.paint_ridge(
            base=0.45 + 0.045 * index,
            height=0.085 - 0.012 * index,
            depth=0.18 + 0.15 * index,
            wavelength=_W * rng.uniform(0.2, 0.34),
            mist=0.55,
        )
    canvas.paint_water(0.6, 0.95, dark=0.4)
    side = rng.choice((-1, 1))
    for index, depth in enumerate((0.68, 0.95)):
        line = canvas.paint_ridge(
            base=0.86 + 0.1 * index,
            height=0.05,
            depth=depth,
            wavelength=_W * 0.36,
            roughness=0.4,
            mist=0.1,
            slope=side * (0.34 if index == 0 else -0.3),
        )
        canvas.paint_grove(line, canvas.tone(depth + 0.05), 22 + 12 * index, 26)
    return "una bahía tranquila entre lomas"


_INLAND = (paint_sierra, paint_valle, paint_llano)
_PLAIN = (paint_llano, paint_valle, paint_sierra)
_COAST = (paint_mar, paint_sierra, paint_bahia)
_BAY = (paint_bahia, paint_sierra, paint_mar)
_SCENES = {
    Acento.MAR: _COAST,
    Acento.AZUL: _BAY,
    Acento.FRAMBOYAN: _BAY,
    Acento.CANA: _PLAIN,
    Acento.CAFE: _PLAIN,
    Acento.UVA: _PLAIN,
}


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
    scenes = _SCENES.get(accent, _INLAND)
    canvas = Canvas(rng, accent, hour)
    what = scenes[number % len(scenes)](canvas)
    picture = canvas.image.reduce(2)
    picture = ImageChops.add(picture, grain(), offset=-128)
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=86, optimize=True)
    return Paisaje(buffer.getvalue(), f"Dibujo: {what}, {hour.nombre}.")
