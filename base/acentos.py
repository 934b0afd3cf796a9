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
