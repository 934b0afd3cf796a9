"""Drawing of the cards of a portal: background, text, accent, shield and silueta."""

from io import BytesIO

from PIL import Image, ImageDraw

from . import emblema, silueta
from .acentos import CLAROS, PAPEL
from .lettering import TEXTO, TITULARES, fit, leading

SIZE = (1200, 630)

_TINTA, _GRIS = "#12263f", "#45546a"
_MARGIN, _WIDTH = 80, SIZE[0] - 2 * 80
_SHIELD, _SHIELD_TOP = (120, 96), 48
_TOP, _BOTTOM = 172, 508  # of the text between the name of the portal and the silueta
_SKYLINE, _BAR = 110, 26
_GAP = 18
# Enough for a flat drawing with soft edges, and for a coat of arms of this size.
_COLOURS = 96


def draw(tarjeta, shield=None, skyline=None):
    """Return ``tarjeta`` as PNG bytes.

    ``shield`` and ``skyline`` are the portal's own images, or None.
    """
    accent = CLAROS[tarjeta.acento]
    image = Image.new("RGB", SIZE, PAPEL)
    _draw_skyline(image, skyline, tarjeta.clave, accent)
    right = _draw_shield(image, shield, tarjeta.iniciales, accent)
    canvas = ImageDraw.Draw(image)
    _draw_name(canvas, tarjeta.portal, right + 24)
    _draw_text(canvas, tarjeta, accent)
    file = BytesIO()
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _draw_skyline(image, skyline, clave, accent):
    """Draw the silueta, and below it the bar of the menu."""
    if skyline is None:
        mask = silueta.draw(clave, (SIZE[0], _SKYLINE))
    else:
        mask = silueta.mascara(skyline, _SKYLINE)
    image.paste(accent, ((SIZE[0] - mask.width) // 2, SIZE[1] - _BAR - mask.height), mask)
    image.paste(accent, (0, SIZE[1] - _BAR, *SIZE))


def _draw_shield(image, shield, iniciales, accent):
    """Draw the shield of the portal, or else its emblema; return its right edge in pixels."""
    if shield is None:
        mask = emblema.mascara(iniciales, _SHIELD[1])
        image.paste(accent, (_MARGIN, _SHIELD_TOP), mask)
        return _MARGIN + mask.width
    shield = shield.convert("RGBA")
    shield.thumbnail(_SHIELD)
    image.paste(shield, (_MARGIN, _SHIELD_TOP + (_SHIELD[1] - shield.height) // 2), shield)
    return _MARGIN + shield.width


def _draw_name(canvas, name, left):
    if not name:
        return
    width = SIZE[0] - _MARGIN - left
    # On one line, or on two lines of small letters.
    font, lines = fit(name, TITULARES, (36, 32, 30, 24), width=width, height=60, most=2)
    top = _SHIELD_TOP + (_SHIELD[1] - len(lines) * leading(font)) / 2
    _draw_lines(canvas, lines, font, _TINTA, left, top)


def _draw_text(canvas, tarjeta, accent):
    """Draw kind, title and day as one block, centred vertically in their space."""
    room = _BOTTOM - _TOP
    kind = _fit_small(tarjeta.tipo, most=1)
    when = _fit_small(tarjeta.cuando, most=2)
    around = sum(_height(part) + _GAP for part in (kind, when) if part[1])
    title = fit(
        tarjeta.titulo,
        TITULARES,
        (76, 66, 58, 50, 44),
        width=_WIDTH,
        height=room - around,
        most=4,
    )
    top = _TOP + (room - around - _height(title)) / 2
    for part, colour in ((kind, accent), (title, _TINTA), (when, _GRIS)):
        font, lines = part
        if lines:
            _draw_lines(canvas, lines, font, colour, _MARGIN, top)
            top += _height(part) + _GAP


def _fit_small(text, *, most):
    if not text:
        return None, []
    return fit(text, TEXTO, (34, 30), width=_WIDTH, height=80, most=most)


def _height(part):
    font, lines = part
    return len(lines) * leading(font)


def _draw_lines(canvas, lines, font, colour, left, top):
    for number, line in enumerate(lines):
        middle = top + (number + 0.5) * leading(font)
        canvas.text((left, middle), line, fill=colour, font=font, anchor="lm")
