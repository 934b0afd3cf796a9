"""The palette of accent colours a portal chooses from, and the colours derived from it.

The colours themselves are in ``static_src/css/portal.css`` (``[data-acento="…"]``), each tested for
contrast as text and as a button, in the light and the dark scheme.
"""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class Acento(models.TextChoices):
    AZUL = "azul", _("Azul")
    CAOBA = "caoba", _("Caoba")
    CAFE = "cafe", _("Café")
    CANA = "cana", _("Caña")
    CEIBA = "ceiba", _("Ceiba")
    COBRE = "cobre", _("Cobre")
    FRAMBOYAN = "framboyan", _("Framboyán")
    MAR = "mar", _("Mar")
    SIERRA = "sierra", _("Sierra")
    TIERRA = "tierra", _("Tierra")
    UVA = "uva", _("Uva")


# Light scheme, equal to ``--claro`` in the style sheet: for images drawn without CSS.
CLAROS = {
    Acento.AZUL: "#1d4f9c",
    Acento.CAOBA: "#7d2231",
    Acento.CAFE: "#5d4030",
    Acento.CANA: "#50640c",
    Acento.CEIBA: "#1b663a",
    Acento.COBRE: "#964508",
    Acento.FRAMBOYAN: "#b0270f",
    Acento.MAR: "#00607f",
    Acento.SIERRA: "#1c5d59",
    Acento.TIERRA: "#77560c",
    Acento.UVA: "#672f86",
}

PAPEL, _NOCHE = "#fcfbf8", "#0f1a2a"  # background of the pages, equal to ``--papel``


class ColoresDeBarra(NamedTuple):
    de_dia: str
    de_noche: str


def colores_de_barra(acento):
    """Return the colours of the browser bars: the accent; at night its mean with ``_NOCHE``."""
    by_day = CLAROS[acento]
    halves = (
        (int(by_day[at : at + 2], 16) + int(_NOCHE[at : at + 2], 16)) // 2 for at in (1, 3, 5)
    )
    return ColoresDeBarra(by_day, "#" + "".join(f"{half:02x}" for half in halves))
