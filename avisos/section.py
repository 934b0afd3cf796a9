"""Contributions of the avisos to other apps."""

from django.utils.translation import gettext_lazy as _

from aislamiento.rules import through
from base.sections import Section

from . import models
from .exports import Avisos
from .models.emergencia import APAGAR, ENCENDER
from .presentations import AvisoPresentation, AvisosIndexPresentation

SECTION = Section(
    presentations=(AvisosIndexPresentation, AvisoPresentation),
    shown=(models.ModoEmergencia, models.ModoEmergencia.portales.through),
    logged=(models.ModoEmergencia,),
    datasets=(Avisos,),
    log_actions={
        ENCENDER: (
            _("Encender el modo emergencia"),
            _("Encendido en %(nombres)s: «%(motivo)s»"),
        ),
        APAGAR: (_("Apagar el modo emergencia"), _("Apagado en %(nombres)s: «%(motivo)s»")),
    },
    visible={models.Instruccion: through("page"), models.Mensaje: through("emisor")},
)
