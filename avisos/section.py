"""Contributions of the avisos to other apps."""

from django.utils.translation import gettext_lazy as _

from aislamiento.rules import through
from base.sections import Section
from inicios.declaracion import FrontBlock, SectionTask, StartPage

from . import models
from .exports import Avisos
from .models.emergencia import APAGAR, ENCENDER
from .portada import AvisosBlock
from .presentations import AvisoPresentation, AvisosIndexPresentation

SECTION = Section(
    presentations=(AvisosIndexPresentation, AvisoPresentation),
    start_pages=(
        StartPage(
            model=models.AvisosIndexPage,
            order=70,
            slug="avisos",
            titulo=_("Avisos"),
            resumen=_("Lo que hay que saber hoy, y lo que se avisó antes."),
            can_be_off=False,
        ),
    ),
    tasks=(
        SectionTask(
            section=models.AvisosIndexPage,
            order=30,
            titulo=_("Escribir un aviso"),
            descripcion=_("Un peligro, un corte, una medida: se lee en todas las páginas."),
            icono="warning",
            creates=models.AvisoPage,
        ),
    ),
    front_blocks=(FrontBlock(name="avisos", order=50, block=AvisosBlock),),
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
