"""The emblema of a portal without a shield: the mark of the province, or letters on a field.

Both are masks, drawn once from the symbols of ``static_src/img/iconos.svg``, because Pillow reads
no SVG.
"""

import re
from pathlib import Path

from PIL import Image, ImageDraw

from .lettering import TITULARES, letra

_FOLDER = Path(__file__).parent

_PALABRA = re.compile(r"\w+")
# Words that give no initial.
_MENUDAS = {"de", "del", "el", "la", "las", "los", "y"}


def iniciales_de(nombre):
    """Return two letters for ``nombre``: PS for Palma Soriano, Gu for Guamá."""
    words = _PALABRA.findall(nombre)
    words = [word for word in words if word.casefold() not in _MENUDAS] or words
    if len(words) > 1:
        return "".join(word[0].upper() for word in words[:2])
    return "".join(words)[:2]


def mascara(iniciales, height):
    """Return a mask ``height`` pixels high of the emblema; the province's without ``iniciales``."""
    name = "campo.png" if iniciales else "escudo.png"
    with Image.open(_FOLDER / name) as drawn:
        mask = drawn.convert("L")
    if iniciales:
        font = letra(TITULARES, round(mask.height * 0.37))
        place = mask.width / 2, mask.height * 0.42
        ImageDraw.Draw(mask).text(place, iniciales, fill=0, font=font, anchor="mm")
    return mask.resize((mask.width * height // mask.height, height), Image.Resampling.LANCZOS)
