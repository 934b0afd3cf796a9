"""The palette of accent colours a portal chooses from, and what is made of them.

The colours themselves are in ``static_src/css/portal.css`` (``[data-acento="…"]``),
each tested for contrast as text and as a button, in the light and the dark scheme.
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


# By daylight, as ``--claro`` of the sheet has them: for what is drawn without it.
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

PAPEL, _NOCHE = "#fcfbf8", "#0f1a2a"  # the ground of pages, as ``--papel`` has it


class ColoresDeBarra(NamedTuple):
    de_dia: str
    de_noche: str


def colores_de_barra(acento):
    """Return what browsers dress their own bars in: the accent, at night half way to the ground."""
    by_day = CLAROS[acento]
    halves = (
        (int(by_day[at : at + 2], 16) + int(_NOCHE[at : at + 2], 16)) // 2 for at in (1, 3, 5)
    )
    return ColoresDeBarra(by_day, "#" + "".join(f"{half:02x}" for half in halves))
