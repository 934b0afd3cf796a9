"""What a landscape is painted with: sky, hills, water, palms, cane."""

import math

from PIL import Image, ImageDraw, ImageFilter

from .luz import LAND, gradient, mix

WIDTH, HEIGHT = 1600, 900
W, H = WIDTH * 2, HEIGHT * 2  # of the picture while it is painted
_STEP = 8  # pixels between two points of a crest


def crest(rng, *, wavelength, roughness=0.5, octaves=5):
    """Return the heights (-1 to 1) of a line of hills, one every ``_STEP`` pixels."""
    count = W // _STEP + 2
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
        self.land = mix(LAND[accent], hour.shadow, 0.45)
        self.image = Image.new("RGB", (W, H))
        self.sun = (rng.choice((rng.uniform(0.2, 0.38), rng.uniform(0.62, 0.8))), hour.sun_height)

    def tone(self, depth):
        """The colour of land at ``depth``: 0 melts into the horizon, 1 lies at our feet."""
        return mix(mix(self.hour.horizon, self.hour.sky, 0.45), self.land, depth)

    def paste(self, paint, mask, top=0):
        self.image.paste(paint, (0, top), mask)

    def paint_sky(self, horizon):
        hour = self.hour
        height = int(H * horizon)
        self.image.paste(gradient((W, height), (hour.zenith, hour.sky, hour.horizon)), (0, 0))
        self.image.paste(hour.horizon, (0, height, W, H))
        self.paint_clouds(horizon)
        self.paint_sun()

    def paint_sun(self):
        x, y = int(self.sun[0] * W), int(self.sun[1] * H)
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
        mask = Image.new("L", (W // scale, int(H * horizon) // scale))
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
        mask = mask.resize((W, mask.height * scale), Image.Resampling.BICUBIC)
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
            across = i * _STEP / W
            fall = slope * (across - 0.5) * H
            if spur:
                distance = across if spur > 0 else 1 - across
                fall -= abs(spur) * H * (0.5 + 0.5 * math.cos(math.pi * min(distance / 0.55, 1)))
            line.append((i * _STEP, base * H - (value + 0.6) * height * H + fall))
        top = max(int(min(y for _x, y in line)), 0)
        mask = Image.new("L", (W, H - top))
        ImageDraw.Draw(mask).polygon([(0, H), *((x, y - top) for x, y in line), (W, H)], fill=255)
        colour = self.tone(depth)
        foot = mix(colour, self.hour.horizon, mist)
        reach = min(int(height * 2.6 * H), mask.height)
        paint = Image.new("RGB", mask.size, foot)
        paint.paste(gradient((W, max(reach, 2)), (colour, mix(colour, foot, 0.4), foot)), (0, 0))
        self.paste(paint, mask, top)
        return line

    def paint_water(self, top, bottom, *, dark):
        """Paint water between two heights, lit below the sun."""
        rng, hour = self.rng, self.hour
        y0, y1 = int(top * H), int(bottom * H)
        far = mix(hour.horizon, hour.sky, 0.5)
        near = mix(mix(hour.zenith, self.land, dark), hour.sky, 0.12)
        self.image.paste(gradient((W, y1 - y0), (far, mix(far, near, 0.6), near)), (0, y0))
        for share, tint, count in ((0.5, near, 260), (0.35, hour.horizon, 150)):
            mask = Image.new("L", (W, y1 - y0))
            draw = ImageDraw.Draw(mask)
            for _line in range(count):
                place = rng.random() ** 1.6
                y, half = place * (y1 - y0), (40 + 260 * place) * rng.uniform(0.3, 1)
                x = rng.uniform(0, W)
                draw.ellipse(
                    (x - half, y - 1 - 4 * place, x + half, y + 1 + 4 * place),
                    fill=int(255 * share * rng.uniform(0.2, 0.8)),
                )
            self.paste(tint, mask.filter(ImageFilter.GaussianBlur(2)), y0)
        mask = Image.new("L", (W, y1 - y0))
        draw = ImageDraw.Draw(mask)
        for _spark in range(420):
            place = rng.random()
            y = place * (y1 - y0)
            spread = (60 + 420 * place) * rng.gauss(0, 0.6)
            half = (14 + 70 * place) * rng.uniform(0.4, 1)
            x = self.sun[0] * W + spread
            draw.ellipse(
                (x - half, y - 1 - 3 * place, x + half, y + 1 + 3 * place),
                fill=int(235 * rng.uniform(0.3, 1) * (1 - 0.5 * place)),
            )
        self.paste(hour.sun, mask.filter(ImageFilter.GaussianBlur(1.5)), y0)

    def paint_river(self, top, bottom):
        """Paint a river that widens as it winds towards us."""
        rng = self.rng
        y0, y1 = top * H, bottom * H
        middle, swing, phase = rng.uniform(0.35, 0.65), rng.uniform(0.06, 0.12), rng.uniform(0, 6)
        left, right = [], []
        for i in range(81):
            place = i / 80
            y = y0 + (y1 - y0) * place**1.5
            x = (middle + swing * (0.25 + place) * math.sin(phase + 7 * place**0.7)) * W
            half = 6 + 210 * place**1.7
            left.append((x - half, y))
            right.append((x + half, y))
        mask = Image.new("L", (W, H))
        ImageDraw.Draw(mask).polygon(left + right[::-1], fill=235)
        paint = Image.new("RGB", (W, H), self.hour.sky)
        paint.paste(
            gradient((W, int(y1 - y0)), (self.hour.horizon, self.hour.sky, self.hour.zenith)),
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
            x, tall = rng.uniform(-40, W + 40), height * H * rng.uniform(0.45, 1)
            bend, half = tall * rng.uniform(-0.45, 0.45), rng.uniform(5, 11)
            middle = (x + bend * 0.3, H - tall * 0.6)
            draw.polygon(
                [
                    (x - half, H),
                    (middle[0] - half * 0.7, middle[1]),
                    (x + bend, H - tall),
                    (middle[0] + half * 0.7, middle[1]),
                    (x + half, H),
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
