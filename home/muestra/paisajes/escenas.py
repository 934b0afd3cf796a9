"""The scenes, from back to front; each tells in words what it shows."""

from base.acentos import Acento

from .lienzo import H, W
from .luz import mix


def paint_sierra(canvas):
    rng = canvas.rng
    canvas.paint_sky(0.62)
    for index in range(6):
        place = index / 5
        canvas.paint_ridge(
            base=0.5 + 0.44 * place,
            height=0.115 + 0.03 * rng.uniform(-1, 1) - 0.02 * place,
            depth=0.16 + 0.8 * place,
            wavelength=W * rng.uniform(0.2, 0.34) * (1 + 0.25 * place),
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
            wavelength=W * rng.uniform(0.22, 0.34),
            mist=0.6,
        )
    canvas.land = mix(canvas.land, (84, 122, 66), 0.5)
    line = canvas.paint_ridge(0.56, 0.016, 0.5, wavelength=W * 0.5, roughness=0.3, mist=0.3)
    canvas.paint_grove(line, canvas.tone(0.64), 13, 40)
    for base, depth in ((0.62, 0.56), (0.7, 0.63), (0.8, 0.7)):
        canvas.paint_ridge(base, 0.014, depth, wavelength=W * 0.6, roughness=0.3, mist=0.2)
    canvas.paint_river(0.575, 1.02)
    side = rng.choice((-1, 1))
    for index in range(3):
        depth = 0.7 + 0.13 * index
        line = canvas.paint_ridge(
            base=0.9 + 0.11 * index,
            height=0.03,
            depth=depth,
            wavelength=W * 0.4,
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
            wavelength=W * rng.uniform(0.24, 0.36),
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
            wavelength=W * 0.5,
            roughness=0.3,
            mist=0.3,
        )
        canvas.land = land
        canvas.paint_grove(line, canvas.tone(0.55 + 0.1 * index), 12 + 7 * index, 14 - 3 * index)
    dark = mix(canvas.tone(1), canvas.hour.shadow, 0.3)
    for _palm in range(rng.randint(3, 5)):
        canvas.paint_palm(
            rng.uniform(0.06, 0.94) * W, 0.74 * H, rng.uniform(260, 380), canvas.tone(0.8)
        )
    start = rng.choice((0.08, 0.72))
    for index in range(rng.randint(2, 3)):
        x = (start + 0.085 * index + rng.uniform(-0.015, 0.015)) * W
        canvas.paint_palm(x, 1.0 * H, rng.uniform(860, 1180), dark)
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
            wavelength=W * 0.26,
            mist=0.45,
            slope=side * (0.2 + 0.1 * index),
        )
    canvas.paint_water(0.575, 1.0, dark=0.55)
    dark = mix(canvas.tone(1), canvas.hour.shadow, 0.35)
    land, canvas.land = canvas.land, dark
    canvas.paint_ridge(0.985, 0.03, 1.0, wavelength=W * 0.5, mist=0.1, slope=-side * 0.16)
    canvas.land = land
    start = 0.08 if side < 0 else 0.74
    for index in range(3):
        x = (start + 0.08 * index + rng.uniform(-0.015, 0.015)) * W
        canvas.paint_palm(x, 0.99 * H, rng.uniform(720, 1080), dark)
    return "el mar y la costa, con montañas al fondo y palmas en la orilla"


def paint_bahia(canvas):
    rng = canvas.rng
    canvas.paint_sky(0.56)
    for index in range(4):
        canvas.paint_ridge(
            base=0.45 + 0.045 * index,
            height=0.085 - 0.012 * index,
            depth=0.18 + 0.15 * index,
            wavelength=W * rng.uniform(0.2, 0.34),
            mist=0.55,
        )
    canvas.paint_water(0.6, 0.95, dark=0.4)
    side = rng.choice((-1, 1))
    for index, depth in enumerate((0.68, 0.95)):
        line = canvas.paint_ridge(
            base=0.86 + 0.1 * index,
            height=0.05,
            depth=depth,
            wavelength=W * 0.36,
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


def scenes_of(accent):
    """Return the scenes of a portal with that accent colour, in their order."""
    return _SCENES.get(accent, _INLAND)
