"""The palette of accent colours a portal chooses from.

The colours themselves are in ``static_src/css/portal.css`` (``[data-acento="…"]``),
each tested for contrast as text and as a button, in the light and the dark scheme.
"""

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
